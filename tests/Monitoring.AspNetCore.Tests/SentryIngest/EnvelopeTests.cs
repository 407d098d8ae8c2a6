using Monitoring.AspNetCore.Tests.Hosting;

namespace Monitoring.AspNetCore.Tests.SentryIngest;

public sealed class EnvelopeTests
{
    [Fact]
    public async Task An_envelope_is_answered_with_its_id_and_is_an_issue()
    {
        await using var host = await TestHost.StartAsync();

        using var response = await host.Anonymous().ReportAsync(Some.Envelope());
        var answer = await response.JsonAsync();
        var issue = Assert.Single(await host.IssuesAsync())!;

        Assert.Equal($$"""{"id":"{{Some.EventId}}"}""", answer.ToJsonString());
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(1, (long)issue["count"]!);
        Assert.Contains("PaymentDeclinedException", (string?)issue["title"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_envelope_without_an_event_is_answered_with_an_empty_object()
    {
        await using var host = await TestHost.StartAsync();

        var answer = await host.Anonymous().ReportAsync("{}\n"u8.ToArray()).JsonAsync();

        Assert.Equal("{}", answer.ToJsonString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/x-sentry-envelope")]
    [InlineData("text/plain;charset=UTF-8")]
    [InlineData("application/json")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("complete nonsense")]
    public async Task The_content_type_is_never_looked_at(string? contentType)
    {
        await using var host = await TestHost.StartAsync();

        await host.Anonymous().ReportAsync(Some.Envelope(), contentType: contentType).JsonAsync();

        Assert.Single(await host.IssuesAsync());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("identity")]
    public async Task A_compressed_body_is_read(string encoding)
    {
        await using var host = await TestHost.StartAsync();

        await host.Anonymous().ReportAsync(Compression.Compress(encoding, Some.Envelope()), encoding: encoding).JsonAsync();

        Assert.Single(await host.IssuesAsync());
    }

    [Theory]
    [InlineData("X-Sentry-Auth", "Sentry sentry_version=7,sentry_client=x/1,sentry_key=" + TestHost.Key)]
    [InlineData("X-Sentry-Auth", "sentry sentry_key=" + TestHost.Key + ", sentry_version=7")]
    [InlineData("Authorization", "Sentry sentry_key=" + TestHost.Key)]
    public async Task The_key_is_taken_from_headers(string name, string value)
    {
        await using var host = await TestHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, Senders.EnvelopePath) { Content = new ByteArrayContent(Some.Envelope()) };
        request.Headers.TryAddWithoutValidation(name, value);

        await host.Anonymous().SendAsync(request, TestContext.Current.CancellationToken).JsonAsync();

        Assert.Single(await host.IssuesAsync());
    }

    [Fact]
    public async Task The_key_is_taken_from_the_dsn_in_the_envelope()
    {
        await using var host = await TestHost.StartAsync();
        var body = System.Text.Encoding.UTF8.GetBytes(
            $$"""{"event_id":"{{Some.EventId}}","dsn":"https://{{TestHost.Key}}@example.com/1"}""" + "\n{\"type\":\"event\"}\n" + Some.Event());

        await host.Anonymous().ReportAsync(body, query: "").JsonAsync();

        Assert.Single(await host.IssuesAsync());
    }

    [Fact]
    public async Task A_chunked_body_is_read_from_a_real_connection()
    {
        await using var host = await TestHost.StartAsync(new() { RealServer = true });
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Senders.EnvelopePath}?{Some.KeyQuery}")
        {
            Content = new StreamContent(new MemoryStream(Some.Envelope())),
        };
        request.Headers.TransferEncodingChunked = true;

        await host.Anonymous().SendAsync(request, TestContext.Current.CancellationToken).JsonAsync();

        Assert.Single(await host.IssuesAsync());
    }

    [Fact]
    public async Task A_repeated_event_is_accepted_and_counted_once()
    {
        await using var host = await TestHost.StartAsync();

        await host.Anonymous().ReportAsync(Some.Envelope()).JsonAsync();
        await host.Anonymous().ReportAsync(Some.Envelope()).JsonAsync();

        Assert.Equal(1, (long)Assert.Single(await host.IssuesAsync())!["count"]!);
    }

    [Fact]
    public async Task An_envelope_larger_than_the_servers_own_limit_is_read()
    {
        await using var host = await TestHost.StartAsync(new() { RealServer = true, Kestrel = kestrel => kestrel.Limits.MaxRequestBodySize = 1000 });
        var large = Some.Envelope(body: Some.Event(more: $$""","extra":{"padding":"{{new string('x', 200_000)}}"}"""));

        await host.Anonymous().ReportAsync(large).JsonAsync();

        Assert.Single(await host.IssuesAsync());
    }
}
