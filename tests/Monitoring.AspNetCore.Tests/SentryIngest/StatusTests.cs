using System.Net;
using System.Text;
using Monitoring.AspNetCore.Tests.Hosting;
using Monitoring.ErrorTracking;

namespace Monitoring.AspNetCore.Tests.SentryIngest;

/// <summary>The statuses that SDKs expect, each with its reason; what is refused leaves nothing behind and is counted.</summary>
public sealed class StatusTests
{
    private const string Envelope = "an envelope";
    private const string OtherKey = "fedcba9876543210fedcba9876543210";

    public static TheoryData<string, string, string, int> Refused => new()
    {
        { "empty body", "", Some.KeyQuery, 400 },
        { "no JSON", "hello\n", Some.KeyQuery, 400 },
        { "header is an array", "[]\n", Some.KeyQuery, 400 },
        { "malformed id", "{\"event_id\":\"12\"}\n", Some.KeyQuery, 400 },
        { "no key", Envelope, "", 401 },
        { "unequal keys", Envelope, $"{Some.KeyQuery}&sentry_key={OtherKey}", 401 },
        { "malformed key", Envelope, "sentry_key=a-b", 400 },
        { "unknown key", Envelope, $"sentry_key={OtherKey}", 403 },
        { "version that is no number", Envelope, $"{Some.KeyQuery[..^1]}abc", 400 },
        { "version from the future", Envelope, $"{Some.KeyQuery[..^1]}99", 400 },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_bad_request_is_refused_with_a_reason(string what, string body, string query, int status)
    {
        await using var host = await TestHost.StartAsync();
        var bytes = body == Envelope ? Some.Envelope() : Encoding.UTF8.GetBytes(body);

        var detail = await host.Anonymous().ReportAsync(bytes, query: query).RefusalAsync((HttpStatusCode)status);

        Assert.False(string.IsNullOrWhiteSpace(detail), what);
        Assert.Empty(await host.IssuesAsync());
    }

    [Theory]
    [InlineData("/api/0/envelope/", 400)]
    [InlineData("/api/abc/envelope/", 400)]
    [InlineData("/api/-1/envelope/", 400)]
    [InlineData("/api/99999999999999999999/envelope/", 400)]
    [InlineData("/api/2/envelope/", 403)]
    public async Task A_project_that_is_not_the_keys_is_refused(string path, int status)
    {
        await using var host = await TestHost.StartAsync();

        await host.Anonymous().ReportAsync(Some.Envelope(), path).RefusalAsync((HttpStatusCode)status);

        Assert.Empty(await host.IssuesAsync());
    }

    [Fact]
    public async Task A_revoked_key_is_403()
    {
        await using var host = await TestHost.StartAsync();
        await host.As(TestHost.Owner).SendAsync("PATCH", $"{Answers.Root}/projects/1/keys/{TestHost.Key}", """{"isActive":false}""").JsonAsync();

        await host.Anonymous().ReportAsync(Some.Envelope()).RefusalAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_project_with_error_tracking_off_is_404()
    {
        await using var host = await TestHost.StartAsync();
        await host.As(TestHost.Owner).SendAsync("PUT", $"{Answers.Root}/projects/1/features", """{"features":[]}""").JsonAsync();

        await host.Anonymous().ReportAsync(Some.Envelope()).RefusalAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_unknown_encoding_is_415()
    {
        await using var host = await TestHost.StartAsync();

        await host.Anonymous().ReportAsync(Some.Envelope(), encoding: "lzma").RefusalAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task Damaged_compression_is_400(string encoding)
    {
        await using var host = await TestHost.StartAsync();
        var whole = Compression.Compress(encoding, Some.Envelope());

        await host.Anonymous().ReportAsync(whole[..(whole.Length / 2)], encoding: encoding).RefusalAsync(HttpStatusCode.BadRequest);
        await host.Anonymous().ReportAsync([1, 2, 3, 4, 5], encoding: encoding).RefusalAsync(HttpStatusCode.BadRequest);
        Assert.Empty(await host.IssuesAsync());
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_body_over_the_limit_is_413(string encoding)
    {
        await using var host = await TestHost.StartAsync(Limited(o => o.MaxDecompressedBytes = o.MaxBodyBytes = 4096));
        var bomb = Some.Envelope(body: Some.Event(more: $$""","extra":{"padding":"{{new string('x', 500_000)}}"}"""));

        await host.Anonymous().ReportAsync(Compression.Compress(encoding, bomb), encoding: encoding).RefusalAsync(HttpStatusCode.RequestEntityTooLarge);

        Assert.Empty(await host.IssuesAsync());
    }

    [Fact]
    public async Task An_event_over_its_limit_is_413()
    {
        await using var host = await TestHost.StartAsync(Limited(o => o.MaxEventBytes = 4096));
        var large = Some.Envelope(body: Some.Event(more: $$""","extra":{"padding":"{{new string('x', 50_000)}}"}"""));

        await host.Anonymous().ReportAsync(large).RefusalAsync(HttpStatusCode.RequestEntityTooLarge);

        Assert.Empty(await host.IssuesAsync());
    }

    [Fact]
    public async Task A_key_over_its_limit_is_429_and_says_when_to_come_again()
    {
        await using var host = await TestHost.StartAsync();
        await host.As(TestHost.Owner)
            .SendAsync("PATCH", $"{Answers.Root}/projects/1/keys/{TestHost.Key}", """{"rateLimit":{"count":1,"window":"PT1H"}}""").JsonAsync();
        await host.Anonymous().ReportAsync(Some.Envelope(Some.Id(1))).JsonAsync();

        using var response = await host.Anonymous().ReportAsync(Some.Envelope(Some.Id(2)));
        var wait = int.Parse(Assert.Single(response.Headers.GetValues("Retry-After")));
        var limits = Assert.Single(response.Headers.GetValues("X-Sentry-Rate-Limits"));
        await Task.FromResult(response).RefusalAsync(HttpStatusCode.TooManyRequests);

        Assert.InRange(wait, 1, 3600);
        Assert.Matches("^[0-9]+:[a-z_;]*:(key|project|organization)", limits);
        Assert.Equal(1, (long)Assert.Single(await host.IssuesAsync())!["count"]!);
    }

    [Fact]
    public async Task Other_methods_are_405()
    {
        await using var host = await TestHost.StartAsync();

        using var put = await host.Anonymous().SendAsync("PUT", Senders.EnvelopePath);
        using var get = await host.Anonymous().SendAsync("GET", Senders.EnvelopePath);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, put.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, get.StatusCode);
        Assert.Contains("POST", get.Content.Headers.Allow);
    }

    [Fact]
    public async Task What_is_refused_after_the_key_was_found_is_counted()
    {
        await using var host = await TestHost.StartAsync();
        await host.Anonymous().ReportAsync(Some.Envelope()).JsonAsync();
        await host.Anonymous().ReportAsync([1, 2, 3], encoding: "gzip").RefusalAsync(HttpStatusCode.BadRequest);

        var outcomes = await host.OutcomesAsync();

        Assert.Equal(1, outcomes.Where(outcome => outcome.Key.StartsWith("error accepted", StringComparison.Ordinal)).Sum(outcome => outcome.Value));
        Assert.True(outcomes.Where(outcome => outcome.Key.Contains(" invalid ", StringComparison.Ordinal)).Sum(outcome => outcome.Value) >= 1);
    }

    [Fact]
    public async Task What_is_sent_to_no_project_is_shown_to_administrators()
    {
        await using var host = await TestHost.StartAsync();
        await host.Anonymous().ReportAsync(Some.Envelope(), "/api/4711/envelope/").RefusalAsync(HttpStatusCode.Forbidden);
        await host.Anonymous().ReportAsync(Some.Envelope(), query: "").RefusalAsync(HttpStatusCode.Unauthorized);

        var ofHost = await host.As(TestAuthentication.Administrator).SendAsync("GET", $"{Answers.Root}/outcomes").JsonAsync();
        await host.As(TestHost.Owner).SendAsync("GET", $"{Answers.Root}/outcomes").ProblemAsync(HttpStatusCode.Forbidden);

        var count = Assert.Single(ofHost["items"]!.AsArray())!;
        Assert.Equal(("unknown", "invalid", "project_id", 1), ((string?)count["category"], (string?)count["outcome"], (string?)count["reason"], (int)count["count"]!));
        Assert.Equal(["unknown invalid missing_auth"], (await host.OutcomesAsync()).Keys);
    }

    [Fact]
    public async Task Gzip_of_several_members_is_taken()
    {
        await using var host = await TestHost.StartAsync();
        var body = Some.Envelope();
        byte[] members = [.. Compression.Compress("gzip", body[..40]), .. Compression.Compress("gzip", body[40..])];

        await host.Anonymous().ReportAsync(members, encoding: "gzip").JsonAsync();

        Assert.Single(await host.IssuesAsync());
    }

    [Fact]
    public async Task An_empty_report_of_a_browser_is_400()
    {
        await using var host = await TestHost.StartAsync();

        await host.Anonymous().ReportAsync("{\"csp-report\":{}}"u8.ToArray(), "/api/1/security/", "application/csp-report").RefusalAsync(HttpStatusCode.BadRequest);

        Assert.Empty(await host.IssuesAsync());
    }

    private static TestHostSettings Limited(Action<ErrorTrackingOptions> limit) =>
        new() { Monitoring = monitoring => monitoring.AddErrorTracking(limit).AddAspNetCore().UseInMemory() };
}
