using System.Text;
using Monitoring.ErrorTracking.Ingest;

namespace Monitoring.ErrorTracking.Tests.Ingest;

public sealed class SecurityReportTests
{
    private const string Csp =
        """{"csp-report":{"document-uri":"https://shop.example/pay","violated-directive":"script-src 'self'","blocked-uri":"https://evil.example/a.js","disposition":"enforce"}}""";

    [Fact]
    public async Task A_report_of_a_browser_becomes_an_event()
    {
        await using var host = await IntakeHost.StartAsync();
        var request = host.Request(Encoding.UTF8.GetBytes(Csp), IngestEndpoint.Security) with
        {
            ContentType = "application/csp-report",
            SentryAuth = [],
            Query = $"?sentry_key={IntakeHost.Key}&sentry_release=shop%401.2&sentry_environment=test",
            UserAgent = "Browser/1",
        };

        var outcome = await host.SendAsync(request);

        var details = await host.EventAsync(Assert.Single(outcome.Events).EventId);
        var row = details.Event.Event;
        Assert.Equal(("csp", "Blocked 'script' from 'evil.example'", "shop@1.2", "test"), (row.Type, row.Title, row.Release, row.Environment));
        Assert.NotNull(row.UserHash);
        Assert.Contains("\"User-Agent\"", Encoding.UTF8.GetString(details.Normalized.Span), StringComparison.Ordinal);
        Assert.Equal(1, (await host.OutcomesAsync())["security accepted"]);
    }

    [Fact]
    public async Task A_list_of_the_Reporting_API_gives_an_event_per_report()
    {
        await using var host = await IntakeHost.StartAsync();
        const string body =
            """[{"type":"csp-violation","body":{"blockedURL":"inline","documentURL":"https://shop.example/","effectiveDirective":"style-src"}},{"type":"deprecation","body":{}},7,{"type":"csp-violation","body":{"blockedURL":"data","effectiveDirective":"img-src"}}]""";

        var outcome = await host.SendAsync(host.Request(Encoding.UTF8.GetBytes(body), IngestEndpoint.Security) with { ContentType = "application/reports+json; charset=utf-8" });

        Assert.Equal(2, outcome.Events.Length);
        Assert.Equal(2, outcome.Events.Select(stored => stored.IssueId).Distinct().Count());
    }

    [Fact]
    public async Task A_raw_report_in_an_envelope_becomes_an_event()
    {
        await using var host = await IntakeHost.StartAsync();

        Assert.Single((await host.SendAsync("{}\n{\"type\":\"raw_security\"}\n" + Csp + "\n")).Events);
    }

    [Theory]
    [InlineData("""{"csp-report":{"document-uri":"http://shop.example/\ud800","violated-directive":"img-src"}}""")]
    [InlineData("""{"csp-report":{"document-uri":"http://shop.example/","\udc00":"\ud800","violated-directive":"img-src"}}""")]
    [InlineData("""[{"type":"csp-violation","url":"\ud800","body":{"documentURL":"\ud800","effectiveDirective":"img-src"}}]""")]
    [InlineData("""{"type":5,"expect-ct-report":{"hostname":"\ud800"}}""")]
    public async Task Halves_of_characters_and_wrong_types_cost_neither_the_report_nor_its_neighbours(string report)
    {
        await using var host = await IntakeHost.StartAsync();

        var alone = await host.SendAsync(host.Request(Encoding.UTF8.GetBytes(report), IngestEndpoint.Security));
        var together = await host.SendAsync("{}\n{\"type\":\"raw_security\"}\n" + report + "\n{\"type\":\"event\"}\n{\"message\":\"neighbour\"}\n");

        Assert.Single(alone.Events);
        Assert.Equal(2, together.Events.Length);
    }

    [Fact]
    public async Task A_report_whose_type_is_no_text_is_refused()
    {
        await using var host = await IntakeHost.StartAsync();

        Assert.Empty((await host.SendAsync(host.Request("""{"type":5,"body":{"a":1}}"""u8.ToArray(), IngestEndpoint.Security))).Events);
    }

    [Theory]
    [InlineData("""{"expect-ct-report":{"hostname":"shop.example"}}""", "expectct")]
    [InlineData("""{"expect-staple-report":{"hostname":"shop.example"}}""", "expectstaple")]
    [InlineData("""{"hostname":"shop.example","known-pins":[]}""", "hpkp")]
    public async Task Reports_about_certificates_become_events(string body, string type)
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync(body, IngestEndpoint.Security);

        Assert.Equal(type, (await host.EventAsync(Assert.Single(outcome.Events).EventId)).Event.Event.Type);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"csp-report\":1}")]
    [InlineData("{\"csp-report\":{}}")]
    [InlineData("{\"expect-ct-report\":{}}")]
    [InlineData("{\"expect-staple-report\":{}}")]
    [InlineData("[{\"type\":\"csp-violation\",\"body\":{}}]")]
    [InlineData("{")]
    [InlineData("\"x\"")]
    public async Task A_body_that_is_no_report_is_400(string body)
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync(body, IngestEndpoint.Security);

        Assert.Equal((IngestStatus.Invalid, "security_report"), (outcome.Status, outcome.Error));
    }

    [Fact]
    public async Task A_foreign_content_type_is_415()
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync(host.Request(Encoding.UTF8.GetBytes(Csp), IngestEndpoint.Security) with { ContentType = "multipart/form-data" });

        Assert.Equal(IngestStatus.UnsupportedEncoding, outcome.Status);
    }
}
