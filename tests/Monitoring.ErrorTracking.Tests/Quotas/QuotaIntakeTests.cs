using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Outcomes;
using Monitoring.ErrorTracking.Quotas;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Tests.Quotas;

public sealed class QuotaIntakeTests
{
    private const string Event = """{"type":"event"}""" + "\n" + """{"message":"out of stock"}""";
    private const string Session = """{"type":"session"}""" + "\n" + """{"sid":"7c7b6585-f901-4351-bf8d-02711b721929","started":"2026-11-22T12:00:00Z","init":true,"attrs":{"release":"a@1"}}""";
    private const string Report = """{"type":"client_report"}""" + "\n" + """{"discarded_events":[{"reason":"sample_rate","category":"error","quantity":3}]}""";

    [Fact]
    public async Task Events_over_a_rule_get_429_and_the_header_until_the_window_is_over()
    {
        await using var host = await IntakeHost.StartAsync();
        await SetAsync(host, Rule("burst", 2, TimeSpan.FromMinutes(1), DataCategory.Error));

        var first = await host.SendAsync(Envelope(Event, Event));
        var partly = await host.SendAsync(Envelope(Event, Session));
        var nothing = await host.SendAsync(Envelope(Event));
        host.Time.Advance(TimeSpan.FromSeconds(61));
        var later = await host.SendAsync(Envelope(Event));

        Assert.Equal((IngestStatus.Accepted, null), (first.Status, first.RateLimits));
        Assert.Equal((IngestStatus.Accepted, "60:error:project:quota_burst"), (partly.Status, partly.RateLimits));
        Assert.Equal((IngestStatus.RateLimited, "60:error:project:quota_burst", "quota_burst"), (nothing.Status, nothing.RateLimits, nothing.Error));
        Assert.Equal(TimeSpan.FromSeconds(60), nothing.RetryAfter);
        Assert.Equal(IngestStatus.Accepted, later.Status);
        Assert.Equal(2, (await host.OutcomesAsync())["error rate_limited quota_burst"]);
    }

    [Fact]
    public async Task Rules_count_what_they_name_of_whom_they_name()
    {
        await using var host = await IntakeHost.StartAsync();
        var other = await host.AddKeyAsync(host.Project, "ffffffffffffffffffffffffffffffff");
        await SetAsync(
            host,
            Rule("other", 1, TimeSpan.FromMinutes(1), DataCategory.Error) with { Key = other },
            Rule("sessions", 1, TimeSpan.FromMinutes(1), DataCategory.Session),
            Rule("bytes", 10, TimeSpan.FromMinutes(1), DataCategory.Attachment));

        var mine = await host.SendAsync(Envelope(Event, Event, Session, Session));
        var file = await host.SendAsync(Envelope(Event, """{"type":"attachment","length":8,"filename":"a"}""" + "\n12345678", """{"type":"attachment","length":8,"filename":"b"}""" + "\n12345678"));

        Assert.Equal((2, "60:session:project:quota_sessions"), (mine.Events.Length, mine.RateLimits));
        Assert.Equal((1, "60:attachment:project:quota_bytes"), (file.Events.Length, file.RateLimits));
        Assert.Equal(1, (await host.OutcomesAsync())["attachment_item rate_limited quota_bytes"]);
    }

    [Fact]
    public async Task Client_reports_are_never_limited()
    {
        await using var host = await IntakeHost.StartAsync();
        await SetAsync(host, Rule("nothing", 0, TimeSpan.FromDays(1)));

        var outcome = await host.SendAsync(Envelope(Event, Report));
        var alone = await host.SendAsync(Envelope(Report));

        Assert.Equal((IngestStatus.Accepted, "3600::project:quota_nothing"), (outcome.Status, outcome.RateLimits));
        Assert.Equal((IngestStatus.Accepted, null), (alone.Status, alone.RateLimits));
        Assert.Equal(6, (await host.OutcomesAsync())["error client_discard sample_rate"]);
    }

    [Theory]
    [InlineData(IngestEndpoint.Store, "error rate_limited quota_nothing")]
    [InlineData(IngestEndpoint.Envelope, "unknown rate_limited quota_nothing")]
    public async Task A_request_of_which_nothing_fits_is_refused_unread_and_counted_once(IngestEndpoint endpoint, string outcome)
    {
        await using var host = await IntakeHost.StartAsync();
        await SetAsync(host, Rule("nothing", 0, TimeSpan.FromDays(1)));

        var answer = await host.SendAsync(host.Request([], endpoint) with { Body = new UnreadableStream(), ContentLength = 100_000 });

        Assert.Equal((IngestStatus.RateLimited, "3600::project:quota_nothing"), (answer.Status, answer.RateLimits));
        Assert.Equal([(outcome, 1L)], (await host.OutcomesAsync()).Select(count => (count.Key, count.Value)));
    }

    [Fact]
    public async Task A_long_window_is_counted_across_a_restart_and_over_hosts()
    {
        await using var host = await IntakeHost.StartAsync();
        var daily = Rule("daily", 3, TimeSpan.FromDays(1), DataCategory.Error);

        // What another host, or an earlier run of this one, has written.
        var hour = new DateTimeOffset(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);
        await WriteUsageAsync(host, "2026112202-other", hour, 2);
        await WriteUsageAsync(host, "2026112110-other", hour.AddHours(-16), 100);
        await SetAsync(host, daily);

        var fits = await host.SendAsync(Envelope(Event));
        var over = await host.SendAsync(Envelope(Event));
        host.Time.Advance(TimeSpan.FromHours(14));
        await host.SendAsync(Envelope(Event));
        host.Time.Advance(TimeSpan.FromHours(1.1));
        var later = await host.SendAsync(Envelope(Event));

        Assert.Equal(IngestStatus.Accepted, fits.Status);
        Assert.Equal((IngestStatus.RateLimited, "3600:error:project:quota_daily"), (over.Status, over.RateLimits));
        Assert.Equal(IngestStatus.Accepted, later.Status);
    }

    [Fact]
    public async Task What_was_sent_before_a_long_rule_counts_for_it_and_the_report_says_so()
    {
        await using var host = await IntakeHost.StartAsync();
        await host.SendAsync(Envelope(Event, Event));

        var report = await SetAsync(host, Rule("daily", 3, TimeSpan.FromDays(1), DataCategory.Error), Rule("all", 10, TimeSpan.FromDays(2)), Rule("none", 0, TimeSpan.FromHours(2)));

        Assert.Equal([(2L, 1L), (2L, 8L), (2L, 0L)], report.Rules.Select(use => (use.Used, use.Remaining)));
    }

    [Fact]
    public async Task A_rule_that_stays_goes_on_counting()
    {
        await using var host = await IntakeHost.StartAsync();
        var burst = Rule("burst", 1, TimeSpan.FromMinutes(1), DataCategory.Error);
        await SetAsync(host, burst);
        await host.SendAsync(Envelope(Event));

        await SetAsync(host, Rule("another", 5, TimeSpan.FromMinutes(1)), burst);

        Assert.Equal(IngestStatus.RateLimited, (await host.SendAsync(Envelope(Event))).Status);
    }

    [Fact]
    public async Task Many_threads_are_let_in_exactly_as_often_as_the_limit()
    {
        await using var host = await IntakeHost.StartAsync();
        await SetAsync(host, Rule("burst", 50, TimeSpan.FromMinutes(1), DataCategory.Error), Rule("daily", 40, TimeSpan.FromDays(1)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => host.SendAsync(Envelope(Event)))));

        Assert.Equal(40, answers.Count(answer => answer.IsAccepted));
        Assert.Equal(60, (await host.OutcomesAsync())["error rate_limited quota_daily"]);
    }

    [Theory]
    [InlineData("Daily", 1, 60, "rules[0].name")]
    [InlineData("a", -1, 60, "rules[0].limit")]
    [InlineData("a", 1, 0, "rules[0].window")]
    [InlineData("a", 1, 32 * 86400, "rules[0].window")]
    public async Task A_mistake_names_its_place(string name, long limit, int seconds, string expected)
    {
        await using var host = await IntakeHost.StartAsync();

        var result = await host.Service<IQuotas>().ReplaceAsync(
            Actor.System, host.Project, new QuotaSettings { Rules = [Rule(name, limit, TimeSpan.FromSeconds(seconds))] }, null, TestContext.Current.CancellationToken);

        Assert.Equal(CommandOutcome.Invalid, result.Outcome);
        Assert.StartsWith(expected, result.Reason, StringComparison.Ordinal);
    }

    private static QuotaRule Rule(string name, long limit, TimeSpan window, params DataCategory[] categories) =>
        new() { Name = name, Limit = limit, Window = window, Categories = [.. categories] };

    private static string Envelope(params string[] items) => string.Join('\n', ["{}", .. items, ""]);

    private static async Task<QuotaReport> SetAsync(IntakeHost host, params QuotaRule[] rules)
    {
        var result = await host.Service<IQuotas>().ReplaceAsync(
            Actor.System, host.Project, new QuotaSettings { Rules = [.. rules] }, null, TestContext.Current.CancellationToken);
        Assert.Equal(CommandOutcome.Done, result.Outcome);
        return result.Value!;
    }

    private static async Task WriteUsageAsync(IntakeHost host, string key, DateTimeOffset hour, long quantity)
    {
        Assert.True(PublicKey.TryParse(IntakeHost.Key, out var publicKey));
        var document = new OutcomeDocument
        {
            Key = key,
            Hour = hour,
            Counts = ImmutableArray<OutcomeDocument.Entry>.Empty,
            Usage = [new OutcomeDocument.Use { Key = publicKey, Category = "error", Quantity = quantity }],
        };
        await host.Service<IDocumentStore>().CommitAsync(
            new DocumentCommit { Partition = Partition.Of(host.Project), Puts = [OutcomeDocuments.Type.Put(document)] }, TestContext.Current.CancellationToken);
    }

    private sealed class UnreadableStream : MemoryStream
    {
        public override int Read(Span<byte> buffer) => throw new InvalidOperationException("The body was read.");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("The body was read.");
    }
}
