using System.Globalization;
using System.Text;
using Monitoring.Access;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Releases;
using Monitoring.ErrorTracking.Releases.Sightings;
using Monitoring.ErrorTracking.Sessions;
using Monitoring.ErrorTracking.Sessions.Storing;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Tests.Sessions;

public sealed class SessionIntakeTests
{
    private const string Sid = "c81d4e2e-bcf2-11e6-869b-7df92533d2db";
    private const string Attributes = """ "attrs":{"release":"shop@1.0","environment":"production"} """;

    [Fact]
    public async Task A_session_counts_once_and_moves_from_good_to_bad()
    {
        await using var host = await IntakeHost.StartAsync();

        await SendAsync(host, Session("ok", isInit: true));
        Assert.Equal((1, 1, 0, 0), Counts(await TotalsAsync(host)));
        await SendAsync(host, Session("ok", more: """ "errors":2, """));
        Assert.Equal((1, 0, 1, 0), Counts(await TotalsAsync(host)));
        await SendAsync(host, Session("crashed", more: """ "errors":2,"duration":12.5, """));
        await SendAsync(host, Session("exited"));
        await SendAsync(host, Session("ok", isInit: true));

        var totals = await TotalsAsync(host);
        Assert.Equal((1, 0, 0, 1), Counts(totals));
        Assert.Equal((1, 1), (totals.Users, totals.CrashedUsers));
        Assert.Equal((1, TimeSpan.FromSeconds(12.5)), (totals.Durations.Count, totals.Durations.Mean));
        Assert.Equal((0.0, 0.0), (totals.CrashFreeSessions, totals.CrashFreeUsers));
        Assert.Equal(3, (await host.OutcomesAsync())["session accepted"]);
        Assert.Equal(2, (await host.OutcomesAsync())["session invalid duplicate"]);
    }

    [Fact]
    public async Task An_end_that_overtakes_its_beginning_counts_when_that_comes()
    {
        await using var host = await IntakeHost.StartAsync();

        await SendAsync(host, Session("crashed"));
        Assert.Equal(0, (await TotalsAsync(host)).Sessions);
        Assert.Null((await TotalsAsync(host)).CrashFreeSessions);
        Assert.Equal(1, (await host.OutcomesAsync())["session accepted without_init"]);

        host.Time.Advance(TimeSpan.FromHours(3));
        await SendAsync(host, Session("ok", isInit: true));
        Assert.Equal((1, 0, 0, 1), Counts(await TotalsAsync(host)));
    }

    [Fact]
    public async Task Counts_of_a_sender_are_added_and_a_repeated_request_is_not()
    {
        await using var host = await IntakeHost.StartAsync();
        const string item = """
            {"type":"sessions"}
            {"aggregates":[{"started":"2026-11-22T11:59:00.000Z","exited":7,"errored":2,"crashed":1,"did":"anna"},{"started":"2026-11-22T12:00:00.000Z","exited":3,"abnormal":4,"unhandled":5}],"attrs":{"release":"shop@1.0"}}
            """;
        var request = """{"sent_at":"2026-11-22T12:00:00.000Z"}""" + "\n" + item;

        Assert.Equal(IngestStatus.Accepted, (await host.SendAsync(request)).Status);
        Assert.Equal(IngestStatus.Accepted, (await host.SendAsync(request)).Status);

        var totals = await TotalsAsync(host);
        Assert.Equal(
            (22, 10, 2, 5, 4, 1, 1, 1),
            (totals.Sessions, totals.Healthy, totals.Errored, totals.Unhandled, totals.Abnormal, totals.Crashed, totals.Users, totals.CrashedUsers));
        Assert.Equal(22, (await host.OutcomesAsync())["session accepted"]);
        Assert.Equal(22, (await host.OutcomesAsync())["session invalid duplicate"]);

        // Another process of the same service that has counted the same; and one that does not say when it sent.
        await host.SendAsync(request.Replace("12:00:00.000Z\"}\n{\"type", "12:00:00.017Z\"}\n{\"type", StringComparison.Ordinal));
        await host.SendAsync("{}\n" + item);
        await host.SendAsync("{}\n" + item);
        Assert.Equal(88, (await TotalsAsync(host)).Sessions);
    }

    [Theory]
    [InlineData("""{"sid":"c81d4e2e-bcf2-11e6-869b-7df92533d2db","init":true,"attrs":{"release":"shop@1.0"}}""", "started: must be the time when the session began.")]
    [InlineData("""{"init":true,"started":"yesterday","attrs":{"release":"shop@1.0"}}""", "started: must be a time such as 2026-11-22T12:00:00Z.")]
    [InlineData("""{"init":true,"started":"2026-11-22T12:00:00Z"}""", "attrs.release: must be the name of a release.")]
    [InlineData("""{"init":true,"started":"2026-11-22T12:00:00Z","attrs":[]}""", "attrs: must be an object.")]
    [InlineData("""{"init":true,"started":"2026-11-22T12:00:00Z","attrs":{"release":"a/b"}}""", "attrs.release: must not have slashes or control characters.")]
    [InlineData("""{"init":"yes","started":"2026-11-22T12:00:00Z","attrs":{"release":"shop@1.0"}}""", "init: must be true or false.")]
    [InlineData("""{"sid":"nonsense","started":"2026-11-22T12:00:00Z","attrs":{"release":"shop@1.0"}}""", "sid: must be a UUID.")]
    [InlineData("[]", "A session must be a JSON object.")]
    [InlineData("""{"started":""", "A session must be a JSON object.")]
    public async Task A_malformed_session_is_refused_with_the_name_of_its_field(string payload, string fault)
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await SendAsync(host, payload);

        Assert.Equal((IngestStatus.Invalid, "invalid_session"), (outcome.Status, outcome.Error));
        Assert.Equal([fault], outcome.Causes);
        Assert.Equal(1, (await host.OutcomesAsync())["session invalid invalid_session"]);
    }

    [Theory]
    [InlineData("""{"attrs":{"release":"shop@1.0"}}""", "aggregates: must be a list.")]
    [InlineData("""{"aggregates":[{"started":"2026-11-22T12:00:00Z","exited":1},{"exited":1}],"attrs":{"release":"shop@1.0"}}""", "aggregates[1].started: must be the time when the session began.")]
    [InlineData(
        """{"aggregates":[{"started":"2026-11-22T12:00:00Z","crashed":-1}],"attrs":{"release":"shop@1.0"}}""", "aggregates[0].crashed: must be a whole number from 0 to 1000000.")]
    public async Task Malformed_counts_are_refused_with_the_name_of_their_field(string payload, string fault)
    {
        await using var host = await IntakeHost.StartAsync();

        Assert.Equal([fault], (await host.SendAsync("{}\n{\"type\":\"sessions\"}\n" + payload)).Causes);
    }

    [Fact]
    public async Task What_is_too_old_in_the_future_or_too_much_is_an_outcome_and_its_neighbours_are_taken()
    {
        await using var host = await IntakeHost.StartAsync();
        var body = new StringBuilder("{}\n");
        body.Append("{\"type\":\"session\"}\n").Append(Session("ok", true, started: "2026-11-17T11:59:00Z")).Append('\n');
        body.Append("{\"type\":\"session\"}\n").Append(Session("ok", true, started: "2026-11-22T12:01:01Z")).Append('\n');
        for (var index = 0; index < 103; index++)
        {
            body.Append("{\"type\":\"session\"}\n")
                .Append(Session("ok", true).Replace(Sid, string.Create(CultureInfo.InvariantCulture, $"{index:x8}-0000-4000-8000-000000000001"), StringComparison.Ordinal)).Append('\n');
        }

        Assert.Equal(IngestStatus.Accepted, (await host.SendAsync(body.ToString())).Status);

        var outcomes = await host.OutcomesAsync();
        Assert.Equal(1, outcomes["session invalid started_too_old"]);
        Assert.Equal(1, outcomes["session invalid started_in_future"]);
        Assert.Equal(3, outcomes["session rate_limited too_many_sessions"]);
        Assert.Equal(100, outcomes["session accepted"]);
        Assert.Equal(100, (await TotalsAsync(host)).Sessions);
    }

    [Fact]
    public async Task A_clock_that_is_wrong_by_hours_is_set_right_and_the_session_is_still_known_again()
    {
        await using var host = await IntakeHost.StartAsync();
        var late = Session("ok", true, started: "2026-11-22T04:29:58Z");

        await host.SendAsync("{\"sent_at\":\"2026-11-22T04:30:00Z\"}\n{\"type\":\"session\"}\n" + late);
        host.Time.Advance(TimeSpan.FromSeconds(5));
        await host.SendAsync("{\"sent_at\":\"2026-11-22T04:30:03Z\"}\n{\"type\":\"session\"}\n" + late.Replace("\"ok\"", "\"crashed\"", StringComparison.Ordinal).Replace("true", "false", StringComparison.Ordinal));

        // It began two seconds before twelve by our clock, and by the second request at twelve.
        var groups = (await host.Service<IReleaseHealth>().QueryAsync(
            Actor.System, host.Project, new SessionQuery { Window = Window(host) }, TestContext.Current.CancellationToken)).Value!;
        var point = Assert.Single(Assert.Single(groups.Items).Series);
        Assert.Equal((new DateTimeOffset(2026, 11, 22, 11, 0, 0, TimeSpan.Zero), 1), (point.Bucket, point.Totals!.Crashed));
    }

    [Fact]
    public async Task Nothing_that_names_a_user_or_an_address_is_kept()
    {
        await using var host = await IntakeHost.StartAsync();

        await SendAsync(host, Session("ok", true, more: """ "errors":0, """).Replace("anna@example.com", "someone-secret-4711", StringComparison.Ordinal));

        var store = host.Service<IDocumentStore>();
        foreach (var type in SessionDocuments.Counts.Documents.Where(type => type.Indexes.Length > 0))
        {
            var page = await store.QueryAsync(
                new DocumentQuery { Partition = Partition.Of(host.Project), Type = type, Index = type.Indexes[0].Name }, TestContext.Current.CancellationToken);
            Assert.All(page.Items, item => Assert.DoesNotContain("4711", Encoding.UTF8.GetString(item.Body.Span), StringComparison.Ordinal));
            Assert.All(page.Items, item => Assert.DoesNotContain("203.0.113", Encoding.UTF8.GetString(item.Body.Span), StringComparison.Ordinal));
        }

        Assert.Equal(1, (await TotalsAsync(host)).Users);
    }

    [Fact]
    public async Task A_release_is_known_by_its_sessions_and_its_events_are_told_apart()
    {
        await using var host = await IntakeHost.StartAsync();
        await SendAsync(host, Session("ok", true));
        await host.Service<SightingWriter>().FlushAsync(TestContext.Current.CancellationToken);
        var releases = host.Service<IReleases>();

        var named = (await releases.GetAsync(Actor.System, host.Project, "shop@1.0", TestContext.Current.CancellationToken)).Value!;
        Assert.Equal((host.Time.GetUtcNow(), null, true), (named.CreatedAt, named.FirstEvent, named.IsFromEvent));

        await host.SendAsync("{}\n{\"type\":\"event\"}\n{\"event_id\":\"9ec79c33ec9942ab8353589fcb2e04dc\",\"message\":\"x\",\"release\":\"shop@1.0\"}");
        await host.Service<SightingWriter>().FlushAsync(TestContext.Current.CancellationToken);
        var seen = (await releases.GetAsync(Actor.System, host.Project, "shop@1.0", TestContext.Current.CancellationToken)).Value!;
        Assert.Equal(host.Time.GetUtcNow(), seen.FirstEvent);
    }

    [Fact]
    public async Task When_there_is_no_room_to_remember_beginnings_and_crashes_are_believed()
    {
        await using var host = await IntakeHost.StartAsync(configure: options => options.Sessions.MaxPerEnvelope = 1000);
        var store = host.Service<IDocumentStore>();
        var memory = new SessionMemory(store, Partition.Of(host.Project), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        for (ulong id = 0; id < MemoryShard.Capacity; id++)
        {
            await memory.TakeAsync(Update(id * 32, SessionStatus.Healthy, isInit: true), TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, (await memory.TakeAsync(Update(1_000_000 * 32, SessionStatus.Healthy, isInit: true), TestContext.Current.CancellationToken)).Delta!.Sessions);
        Assert.Null((await memory.TakeAsync(Update(1_000_000 * 32, SessionStatus.Errored), TestContext.Current.CancellationToken)).Delta);
        var crash = await memory.TakeAsync(Update(1_000_000 * 32, SessionStatus.Crashed), TestContext.Current.CancellationToken);
        Assert.Equal((SessionOutcome.Unremembered, -1, 1), (crash.Outcome, crash.Delta![SessionStatus.Healthy], crash.Delta[SessionStatus.Crashed]));

        // Those that are remembered are known as before.
        Assert.Equal(SessionOutcome.Unchanged, (await memory.TakeAsync(Update(32, SessionStatus.Healthy, isInit: true), TestContext.Current.CancellationToken)).Outcome);
        Assert.InRange(Assert.Single(memory.Puts()).Body.Length, 1, 128 * 1024);
    }

    private static ErrorTracking.Sessions.Counting.SessionUpdate Update(ulong id, SessionStatus status, bool isInit = false) => new()
    {
        Id = id,
        Series = SessionDocuments.SeriesOf("shop@1.0", "production"),
        Started = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
        At = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
        IsInit = isInit,
        Status = status,
        User = id,
    };

    private static string Session(string status, bool isInit = false, string more = "", string started = "2026-11-22T11:58:00.123Z") =>
        $$"""{"sid":"{{Sid}}","did":"anna@example.com","init":{{(isInit ? "true" : "false")}},"started":"{{started}}",{{more}}"status":"{{status}}",{{Attributes}}}""";

    private static Task<IngestOutcome> SendAsync(IntakeHost host, string payload) => host.SendAsync("{}\n{\"type\":\"session\"}\n" + payload);

    private static SessionWindow Window(IntakeHost host) => new() { From = host.Time.GetUtcNow().AddDays(-1), To = host.Time.GetUtcNow().AddHours(1) };

    private static async Task<SessionTotals> TotalsAsync(IntakeHost host) =>
        (await host.Service<IReleaseHealth>().SumAsync(Actor.System, host.Project, Window(host), TestContext.Current.CancellationToken)).Value!;

    private static (long Sessions, long Healthy, long Errored, long Crashed) Counts(SessionTotals totals) => (totals.Sessions, totals.Healthy, totals.Errored, totals.Crashed);
}
