using System.Text;
using Monitoring.Access;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.Projects;

namespace Monitoring.ErrorTracking.Tests.Ingest;

public sealed class AuthenticationTests
{
    private const string Event = """{"type":"event"}""" + "\n" + """{"message":"hello"}""" + "\n";

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

    private static async Task Refused(IntakeHost host, IngestRequest request, IngestStatus status, string error)
    {
        var outcome = await host.SendAsync(request);

        Assert.Equal((status, error), (outcome.Status, outcome.Error));
        Assert.NotEmpty(outcome.Causes);
        Assert.Empty(outcome.Events);
    }
}
