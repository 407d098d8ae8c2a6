using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

public sealed class FeedbackTests
{
    private const string List = $"{Root}/projects/1/feedback";
    private const string Id = "5d2f6f0e6a3c4b0e8f2a0d3a3e9c1b77";

    [Fact]
    public async Task List_HasEveryField_AndIsFoundByIssueAndStatus()
    {
        await using var host = await TestHost.StartAsync();
        var issue = await host.OpenIssueAsync();
        await SendAsync(host, Id, "it broke");

        var one = await host.As(TestHost.Reporter).SendAsync("GET", $"{List}/{Id}").JsonAsync();
        var all = await host.As(TestHost.Reporter).SendAsync("GET", $"{List}?status=unresolved").JsonAsync();
        var none = await host.As(TestHost.Reporter).SendAsync("GET", $"{List}?status=spam").JsonAsync();
        var ofIssue = await host.As(TestHost.Reporter).SendAsync("GET", $"{issue}/feedback").JsonAsync();

        Assert.Equal(
            ["associatedEventId", "contactEmail", "environment", "id", "issueId", "message", "name", "projectId", "receivedAt", "release", "replayId", "source", "status", "url"],
            one.Names());
        Assert.Equal(("it broke", "unresolved", issue[(issue.LastIndexOf('/') + 1)..]), ((string?)one["message"], (string?)one["status"], (string?)one["issueId"]));
        Assert.Equal(one.ToJsonString(), Assert.Single(all["items"]!.AsArray())!.ToJsonString());
        Assert.Equal(one.ToJsonString(), Assert.Single(ofIssue["items"]!.AsArray())!.ToJsonString());
        Assert.Empty(none["items"]!.AsArray());
        await host.As(TestHost.Reporter).SendAsync("GET", $"{List}?status=lost").ProblemAsync(HttpStatusCode.BadRequest);
        await host.As(TestHost.Reporter).SendAsync("GET", $"{issue}/feedback?cursor=x").ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Status_IsSetByDevelopers_ForAVersion()
    {
        await using var host = await TestHost.StartAsync();
        await SendAsync(host, Id, "it broke");
        using var read = await host.As(TestHost.Developer).SendAsync("GET", $"{List}/{Id}");

        await host.As(TestHost.Reporter).SendAsync("PATCH", $"{List}/{Id}", """{"status":"spam"}""").ProblemAsync(HttpStatusCode.Forbidden);
        await host.As(TestHost.Developer).SendAsync("PATCH", $"{List}/{Id}", """{"status":"lost"}""").ProblemAsync(HttpStatusCode.BadRequest);
        var changed = await host.As(TestHost.Developer).SendAsync("PATCH", $"{List}/{Id}", """{"status":"spam"}""", ("If-Match", read.Headers.ETag!.Tag)).JsonAsync();
        await host.As(TestHost.Developer).SendAsync("PATCH", $"{List}/{Id}", """{"status":"resolved"}""", ("If-Match", read.Headers.ETag!.Tag)).ProblemAsync(HttpStatusCode.PreconditionFailed);

        Assert.Equal("spam", (string?)changed["status"]);
        Assert.Single((await host.As(TestHost.Reporter).SendAsync("GET", $"{List}?status=spam").JsonAsync())["items"]!.AsArray());
        await host.As(TestHost.Stranger).SendAsync("GET", $"{List}/{Id}").ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Delete_IsGoneAndAudited()
    {
        await using var host = await TestHost.StartAsync();
        await SendAsync(host, Id, "it broke");

        await host.As(TestHost.Developer).SendAsync("DELETE", $"{List}/{Id}").ProblemAsync(HttpStatusCode.Forbidden);
        using var deleted = await host.As(TestHost.Owner).SendAsync("DELETE", $"{List}/{Id}");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await host.As(TestHost.Owner).SendAsync("GET", $"{List}/{Id}").ProblemAsync(HttpStatusCode.NotFound);
        await host.As(TestHost.Owner).SendAsync("GET", $"{List}/x").ProblemAsync(HttpStatusCode.NotFound);
        var audit = await host.As(TestHost.Owner).SendAsync("GET", $"{Root}/audit?project=1").JsonAsync();
        Assert.Contains(audit["items"]!.AsArray(), entry => (string?)entry!["action"] == "feedback.deleted");
    }

    [Theory]
    [InlineData("/api/0/projects/demo/shop/user-feedback/", HttpStatusCode.OK)]
    [InlineData("/api/0/projects/whatever/1/user-feedback", HttpStatusCode.OK)]
    [InlineData("/api/0/projects/demo/other/user-feedback/", HttpStatusCode.Forbidden)]
    public async Task UserFeedback_ByItsDsn_IsTakenForTheProjectOfThePath(string path, HttpStatusCode status)
    {
        await using var host = await TestHost.StartAsync();

        using var answer = await host.Anonymous().SendAsync(
            "POST", path, $$"""{"event_id":"{{Some.EventId}}","name":"Ada","email":"a@b.c","comments":"it broke"}""", ("Authorization", $"DSN http://{TestHost.Key}@localhost/1"));

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(status == HttpStatusCode.OK ? 1 : 0, (await ItemsAsync(host)).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("DSN nonsense")]
    [InlineData("Bearer abc")]
    public async Task UserFeedback_WithoutADsn_Is401(string authorization)
    {
        await using var host = await TestHost.StartAsync();

        var sending = host.Anonymous().SendAsync("POST", "/api/0/projects/demo/shop/user-feedback/", "{}", ("Authorization", authorization));

        Assert.Equal("missing_auth", await sending.RefusalAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task Dialog_IsAScriptInWhichNothingOfThePageIsCode()
    {
        await using var host = await TestHost.StartAsync();
        var hostile = Uri.EscapeDataString("</script><script>alert(1)//\u2028'\"`${x}" + new string('x', 5000));

        using var answer = await host.Anonymous().GetAsync(Dialog($"&title={hostile}&name={hostile}"), TestContext.Current.CancellationToken);

        var script = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "text/javascript"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.DoesNotContain("</script>", script, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u2028', script);
        Assert.DoesNotContain("innerHTML", script, StringComparison.Ordinal);
        var words = JsonNode.Parse(script[(script.LastIndexOf(")({", StringComparison.Ordinal) + 2)..script.LastIndexOf(')')])!;
        Assert.Equal(500, ((string)words["title"]!).Length);
        Assert.StartsWith("</script><script>alert(1)", (string?)words["title"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/embed/error-page/")]
    [InlineData($"/api/embed/error-page/?dsn=http://{TestHost.Key}@localhost/1")]
    [InlineData($"/api/embed/error-page/?dsn=nonsense&eventId={Some.EventId}")]
    public async Task Dialog_WithoutItsQuery_Is400(string path)
    {
        await using var host = await TestHost.StartAsync();

        Assert.Equal("invalid_dialog", await host.Anonymous().GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken).RefusalAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Dialog_TakesItsForm()
    {
        await using var host = await TestHost.StartAsync();
        using var form = new FormUrlEncodedContent([new("name", "Ada"), new("email", "a@b.c"), new("comments", "it & broke ☕")]);
        using var empty = new FormUrlEncodedContent([new("comments", " ")]);
        using var foreign = new FormUrlEncodedContent([new("comments", "x")]);

        using var taken = await host.Anonymous().PostAsync(Dialog(), form, TestContext.Current.CancellationToken);
        Assert.Equal("invalid_feedback", await host.Anonymous().PostAsync(Dialog(), empty, TestContext.Current.CancellationToken).RefusalAsync(HttpStatusCode.BadRequest));
        Assert.Equal(
            "unknown_key",
            await host.Anonymous().PostAsync($"/api/embed/error-page/?dsn=http://ffffffffffffffffffffffffffffffff@localhost/1&eventId={Some.EventId}", foreign, TestContext.Current.CancellationToken)
                .RefusalAsync(HttpStatusCode.Forbidden));

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        var feedback = Assert.Single(await ItemsAsync(host))!;
        Assert.Equal(("it & broke ☕", "Ada", Some.EventId), ((string?)feedback["message"], (string?)feedback["name"], (string?)feedback["associatedEventId"]));
    }

    private static string Dialog(string more = "") => $"/api/embed/error-page/?dsn=http://{TestHost.Key}@localhost/1&eventId={Some.EventId}{more}";

    private static async Task<JsonArray> ItemsAsync(TestHost host) => (await host.As(TestHost.Reporter).SendAsync("GET", List).JsonAsync())["items"]!.AsArray();

    private static async Task SendAsync(TestHost host, string id, string message)
    {
        var envelope = $$$"""{"event_id":"{{{id}}}"}""" + "\n" + """{"type":"feedback"}""" + "\n"
            + $$$$"""{"contexts":{"feedback":{"message":"{{{{message}}}}","associated_event_id":"{{{{Some.Id(1)}}}}"}}}""" + "\n";
        await host.Anonymous().ReportAsync(Encoding.UTF8.GetBytes(envelope)).JsonAsync();
    }
}
