using System.Text;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Outcomes;
using Monitoring.Projects;

namespace Monitoring.ErrorTracking.Tests.Ingest;

public sealed class AuthenticationTests
{
    internal const string Other = "00000000000000000000000000000001";

    private const string Event = """{"type":"event"}""" + "\n" + """{"message":"hello"}""" + "\n";

    public static TheoryData<string, string, string, string, string> Places
    {
        get
        {
            string[] each = ["", IntakeHost.Key, Other];
            var all = from a in each from b in each from c in each from d in each from e in each select (a, b, c, d, e);
            var data = new TheoryData<string, string, string, string, string>();
            foreach (var (a, b, c, d, e) in all)
            {
                data.Add(a, b, c, d, e);
            }

            return data;
        }
    }

    private static byte[] Envelope(string header = "{}") => Encoding.UTF8.GetBytes(header + "\n" + Event);

    [Fact]
    public async Task No_key_anywhere_is_401()
    {
        await using var host = await IntakeHost.StartAsync();

        await Refused(host, host.Request(Envelope()) with { SentryAuth = [] }, IngestStatus.Unauthorized, "missing_auth");
        await Refused(host, host.Request("{}"u8, IngestEndpoint.Store) with { SentryAuth = [] }, IngestStatus.Unauthorized, "missing_auth");
    }

    [Fact]
    public async Task A_key_in_the_header_of_the_envelope_is_enough()
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync(host.Request(Envelope($$"""{"dsn":"https://{{IntakeHost.Key}}@sentry.example/42"}""")) with { SentryAuth = [] });

        Assert.Equal(IngestStatus.Accepted, outcome.Status);
        Assert.Single(outcome.Events);
    }

    [Fact]
    public async Task A_request_without_a_project_in_its_path_goes_to_the_project_of_the_key()
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync(host.Request("""{"message":"hello"}"""u8, IngestEndpoint.Store) with { Project = null });

        Assert.Single(outcome.Events);
        Assert.Single((await host.IssuesAsync()).Items);
    }

    [Theory]
    [InlineData("""{"dsn":"https://a1b2c3d4e5f60718293a4b5c6d7e8f90@other.example:8443/base/42"}""", null)]
    [InlineData("""{"dsn":"https://a1b2c3d4e5f60718293a4b5c6d7e8f90@sentry.example/43"}""", "header_mismatch:project id")]
    [InlineData("""{"dsn":"https://ffffffffffffffffffffffffffffffff@sentry.example/42"}""", "header_mismatch:public key")]
    [InlineData("""{"origin":"https://shop.example"}""", null)]
    [InlineData("""{"origin":"https://evil.example"}""", "header_mismatch:origin")]
    public async Task A_header_that_contradicts_the_request_is_400(string header, string? error)
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync(host.Request(Envelope(header)) with { Origin = "https://shop.example/" });

        Assert.Equal((error is null ? IngestStatus.Accepted : IngestStatus.Invalid, error), (outcome.Status, outcome.Error));
    }

    [Theory]
    [InlineData("Sentry sentry_key=unknown", IngestStatus.Forbidden, "unknown_key")]
    [InlineData("Sentry sentry_key=foreign", IngestStatus.Forbidden, "project_id")]
    [InlineData("Sentry sentry_key=revoked", IngestStatus.Forbidden, "revoked_key")]
    [InlineData("Sentry sentry_key=not-a-key", IngestStatus.Invalid, "invalid_key")]
    [InlineData("Sentry sentry_key=a,sentry_version=9", IngestStatus.Invalid, "unsupported_version")]
    [InlineData("Sentry sentry_key=a,sentry_version=abc", IngestStatus.Invalid, "unsupported_version")]
    [InlineData("Sentry", IngestStatus.Unauthorized, "malformed_auth")]
    public async Task A_key_that_is_not_let_in_is_refused_before_the_body_is_read(string auth, IngestStatus status, string error)
    {
        await using var host = await IntakeHost.StartAsync();
        await host.AddProjectAsync(new ProjectId(7), "demo/other");
        await host.AddKeyAsync(new ProjectId(7), "foreign");
        await host.AddKeyAsync(host.Project, "revoked", isActive: false);
        var request = host.Request(Envelope()) with { SentryAuth = [auth] };

        await Refused(host, request, status, error);

        Assert.Equal(0, request.Body.Position);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public async Task A_project_that_is_no_number_is_400(string project)
    {
        await using var host = await IntakeHost.StartAsync();

        await Refused(host, host.Request(Envelope()) with { Project = project }, IngestStatus.Invalid, "invalid_project");
    }

    [Fact]
    public async Task An_unknown_project_is_403()
    {
        await using var host = await IntakeHost.StartAsync();

        await Refused(host, host.Request(Envelope()) with { Project = "4711" }, IngestStatus.Forbidden, "project_id");
    }

    [Fact]
    public async Task A_project_that_has_the_feature_off_is_404()
    {
        await using var host = await IntakeHost.StartAsync();
        await host.Service<IProjectDirectory>().SetFeaturesAsync(Actor.System, host.Project, [], cancellationToken: TestContext.Current.CancellationToken);

        await Refused(host, host.Request(Envelope()), IngestStatus.NotFound, "feature_off");

        Assert.Equal(1, (await host.OutcomesAsync())["unknown invalid feature_off"]);
    }

    [Fact]
    public async Task Keys_given_twice_must_be_equal()
    {
        await using var host = await IntakeHost.StartAsync();

        Assert.True((await host.SendAsync(host.Request(Envelope()) with { Query = $"?sentry_key={IntakeHost.Key}" })).IsAccepted);
        await Refused(host, host.Request(Envelope()) with { Query = "?sentry_key=other" }, IngestStatus.Unauthorized, "multiple_auth");
    }

    [Fact]
    public async Task Refusals_of_a_known_project_are_counted()
    {
        await using var host = await IntakeHost.StartAsync();

        await host.SendAsync(host.Request(Envelope()) with { SentryAuth = ["Sentry sentry_key=unknown"] });
        await host.SendAsync(host.Request(Envelope()) with { ContentEncoding = "compress" });

        var outcomes = await host.OutcomesAsync();
        Assert.Equal(1, outcomes["unknown invalid unknown_key"]);
        Assert.Equal(1, outcomes["unknown invalid unsupported_encoding"]);
    }

    [Theory]
    [InlineData(null, null, IngestStatus.Unauthorized, "missing_auth")]
    [InlineData("Sentry", null, IngestStatus.Unauthorized, "malformed_auth")]
    [InlineData("Sentry sentry_key=not-a-key", null, IngestStatus.Invalid, "invalid_key")]
    [InlineData("Sentry sentry_key=a,sentry_version=9", null, IngestStatus.Invalid, "unsupported_version")]
    [InlineData("Sentry sentry_key=a", "?sentry_key=b", IngestStatus.Unauthorized, "multiple_auth")]
    [InlineData("Sentry sentry_key=stranger", null, IngestStatus.Forbidden, "unknown_key")]
    public async Task A_sender_that_is_not_let_in_counts_for_the_project_in_its_path(string? auth, string? query, IngestStatus status, string reason)
    {
        await using var host = await IntakeHost.StartAsync();
        var request = host.Request(Envelope()) with { SentryAuth = auth is null ? [] : [auth], Query = query };

        await Refused(host, request, status, reason);
        await Refused(host, request with { Endpoint = IngestEndpoint.Store, Body = new MemoryStream("{}"u8.ToArray()) }, status, reason);

        Assert.Equal([$"error invalid {reason} 1", $"unknown invalid {reason} 1"], Lines(await host.OutcomesAsync()));
        Assert.Empty(await host.HostOutcomesAsync());
    }

    [Theory]
    [InlineData("4711", IntakeHost.Key, "project_id")]
    [InlineData("4711", "stranger", "unknown_key")]
    [InlineData("4711", null, "missing_auth")]
    [InlineData("shop", IntakeHost.Key, "invalid_project")]
    [InlineData(null, "stranger", "unknown_key")]
    public async Task What_is_sent_to_no_project_that_is_there_counts_for_the_host(string? project, string? key, string reason)
    {
        await using var host = await IntakeHost.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            var outcome = await host.SendAsync(host.Request(Envelope()) with { Project = project, SentryAuth = key is null ? [] : [$"Sentry sentry_key={key}"] });
            Assert.Equal(reason, outcome.Error);
        }

        Assert.Equal([$"unknown invalid {reason} 3"], Lines(await host.HostOutcomesAsync()));
        Assert.Empty(await host.OutcomesAsync());
    }

    [Fact]
    public async Task A_scanner_of_project_numbers_leaves_one_count()
    {
        await using var host = await IntakeHost.StartAsync();
        for (var project = 1000; project < 1200; project++)
        {
            await host.SendAsync(host.Request(Envelope()) with { Project = project.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        }

        Assert.Equal(["unknown invalid project_id 200"], Lines(await host.HostOutcomesAsync()));
        Assert.Single(host.Service<OutcomeCounters>().Hours);
    }

    [Fact]
    public async Task What_was_sent_to_no_project_is_for_administrators()
    {
        await using var host = await IntakeHost.StartAsync();
        var now = host.Time.GetUtcNow();
        var query = new OutcomeQuery { From = now.AddDays(-1), To = now.AddHours(1) };
        var user = new Actor { Kind = ActorKind.User, Id = "somebody" };

        Assert.Equal(CommandOutcome.Refused, (await host.Service<IOutcomes>().QueryAsync(user, default, query, TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal(CommandOutcome.Done, (await host.Service<IOutcomes>().QueryAsync(user with { IsAdministrator = true }, default, query, TestContext.Current.CancellationToken)).Outcome);
    }

    /// <summary>Every combination of the places for a key that the reference lists: none, the right key, or another in each.</summary>
    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_key_may_stand_in_several_places_when_it_is_the_same(string sentryAuth, string authorization, string query, string path, string dsn)
    {
        await using var host = await IntakeHost.StartAsync();
        await host.AddKeyAsync(host.Project, Other);
        string[] outside = [sentryAuth, authorization, query, path];
        var keys = outside.Where(key => key.Length > 0).Distinct().ToArray();
        var request = host.Request(Envelope(dsn.Length == 0 ? "{}" : $$"""{"dsn":"https://{{dsn}}@errors.example/42"}""")) with
        {
            SentryAuth = sentryAuth.Length == 0 ? [] : [$"Sentry sentry_key={sentryAuth}, sentry_version=7"],
            Authorization = authorization.Length == 0 ? [] : ["Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes(authorization + ":"))],
            Query = query.Length == 0 ? null : $"?sentry_key={query}",
            PathKey = path.Length == 0 ? null : path,
        };

        var outcome = await host.SendAsync(request);

        var expected = keys.Length > 1 ? (IngestStatus.Unauthorized, "multiple_auth")
            : keys.Length == 0 && dsn.Length == 0 ? (IngestStatus.Unauthorized, "missing_auth")
            : keys.Length == 1 && dsn.Length > 0 && dsn != keys[0] ? (IngestStatus.Invalid, "header_mismatch:public key")
            : (IngestStatus.Accepted, (string?)null);
        Assert.Equal(expected, (outcome.Status, outcome.Error));
    }

    private static IEnumerable<string> Lines(Dictionary<string, long> outcomes) =>
        outcomes.Select(outcome => $"{outcome.Key} {outcome.Value}").Order(StringComparer.Ordinal);

    private static async Task Refused(IntakeHost host, IngestRequest request, IngestStatus status, string error)
    {
        var outcome = await host.SendAsync(request);

        Assert.Equal((status, error), (outcome.Status, outcome.Error));
        Assert.NotEmpty(outcome.Causes);
        Assert.Empty(outcome.Events);
    }
}
