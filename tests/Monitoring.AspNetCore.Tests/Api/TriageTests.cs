using System.Net;
using System.Text.Json.Nodes;
using Monitoring.AspNetCore.Tests.Hosting;
using Monitoring.Signals;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Documents;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

/// <summary>Comments on issues, and links to tickets.</summary>
public sealed class TriageTests
{
    [Fact]
    public async Task A_comment_is_written_changed_and_removed_by_its_author()
    {
        await using var host = await TestHost.StartAsync();
        var issue = await ReportAsync(host);
        var reporter = host.As(TestHost.Reporter);

        var written = await reporter.SendAsync("POST", $"{Root}/issues/{issue}/comments", """{"text":"Only *one* bank"}""").JsonAsync(HttpStatusCode.Created);
        var path = $"{Root}/issues/{issue}/comments/{written["id"]}";
        await host.As(TestHost.Developer).SendAsync("PATCH", path, """{"text":"no"}""").ProblemAsync(HttpStatusCode.Forbidden);
        await host.As(TestHost.Developer).SendAsync("DELETE", path).ProblemAsync(HttpStatusCode.Forbidden);
        var changed = await reporter.SendAsync("PATCH", path, """{"text":"Two banks"}""").JsonAsync();
        var listed = await CommentsAsync(host, issue);

        Assert.Equal((TestHost.Reporter, "Only *one* bank", null), ((string?)written["author"], (string?)written["text"], (string?)written["editedAt"]));
        Assert.Equal("Two banks", (string?)Assert.Single(listed)!["text"]);
        Assert.NotNull((string?)changed["editedAt"]);
        var entry = Assert.Single(await ActivityAsync(host, issue), entry => (string?)entry!["kind"] == "commented")!;
        Assert.Equal(((string?)written["id"], TestHost.Reporter), ((string?)entry["subject"], (string?)entry["actor"]!["id"]));
        Assert.Equal(HttpStatusCode.NoContent, (await host.As(TestHost.Owner).SendAsync("DELETE", path)).StatusCode);
        Assert.Empty(await CommentsAsync(host, issue));
        await reporter.SendAsync("DELETE", path).ProblemAsync(HttpStatusCode.NotFound);
        Assert.Equal(["Only *one* bank", "Two banks", null], await CommentSignalsAsync(host));
    }

    [Fact]
    public async Task A_link_is_set_once_and_taken_away()
    {
        await using var host = await TestHost.StartAsync();
        var issue = await ReportAsync(host);
        var developer = host.As(TestHost.Developer);
        const string Body = """{"url":"https://git.example.com/shop/-/issues/12","title":"Declined cards"}""";

        var first = await developer.SendAsync("POST", $"{Root}/issues/{issue}/links", Body).JsonAsync(HttpStatusCode.Created);
        var again = await developer.SendAsync("POST", $"{Root}/issues/{issue}/links", Body).JsonAsync(HttpStatusCode.Created);
        await host.As(TestHost.Reporter).SendAsync("POST", $"{Root}/issues/{issue}/links", Body).ProblemAsync(HttpStatusCode.Forbidden);
        var listed = (await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/issues/{issue}/links").JsonAsync())["items"]!.AsArray();

        Assert.Equal((string?)first["id"], (string?)again["id"]);
        Assert.Equal("Declined cards", (string?)Assert.Single(listed)!["title"]);
        Assert.Equal(HttpStatusCode.NoContent, (await developer.SendAsync("DELETE", $"{Root}/issues/{issue}/links/{first["id"]}")).StatusCode);
        await developer.SendAsync("DELETE", $"{Root}/issues/{issue}/links/{first["id"]}").ProblemAsync(HttpStatusCode.NotFound);
        Assert.Equal(["linked", "opened", "unlinked"], (await ActivityAsync(host, issue)).Select(entry => (string)entry!["kind"]!).Order());
    }

    [Theory]
    [InlineData("comments", """{"text":"mine"}""")]
    [InlineData("links", """{"url":"https://git.example.com/shop/-/issues/12"}""")]
    public async Task What_was_made_is_where_the_answer_says(string what, string body)
    {
        await using var host = await TestHost.StartAsync();
        var issue = await ReportAsync(host);

        using var made = await host.As(TestHost.Owner).SendAsync("POST", $"{Root}/issues/{issue}/{what}", body);

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await host.As(TestHost.Owner).SendAsync("DELETE", made.Headers.Location!.OriginalString)).StatusCode);
    }

    [Theory]
    [InlineData("comments", """{"text":" "}""", "text:")]
    [InlineData("comments", """{}""", "text:")]
    [InlineData("links", """{"url":"ftp://example.com"}""", "url:")]
    [InlineData("links", """{"url":"https://me:secret@example.com"}""", "url:")]
    [InlineData("links", """{"url":"javascript:alert(1)"}""", "url:")]
    [InlineData("links", """{"title":"x"}""", "url:")]
    public async Task What_makes_no_sense_is_refused_with_its_place(string what, string body, string reason)
    {
        await using var host = await TestHost.StartAsync();
        var issue = await ReportAsync(host);

        var detail = await host.As(TestHost.Developer).SendAsync("POST", $"{Root}/issues/{issue}/{what}", body).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.StartsWith(reason, detail, StringComparison.Ordinal);
        await host.As(TestHost.Stranger).SendAsync("GET", $"{Root}/issues/{issue}/{what}").ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Comments_and_links_go_with_their_issue()
    {
        await using var host = await TestHost.StartAsync();
        var issue = await ReportAsync(host);
        await host.As(TestHost.Developer).SendAsync("POST", $"{Root}/issues/{issue}/comments", """{"text":"one"}""").JsonAsync(HttpStatusCode.Created);
        await host.As(TestHost.Developer).SendAsync("POST", $"{Root}/issues/{issue}/links", """{"url":"https://example.com/1"}""").JsonAsync(HttpStatusCode.Created);

        await host.As(TestHost.Owner).SendAsync("DELETE", $"{Root}/issues/{issue}");

        Assert.Equal(0, await Eventually.ReadAsync(() => CountAsync(host), count => count == 0));
    }

    private static async Task<string> ReportAsync(TestHost host)
    {
        await host.Anonymous().ReportAsync(Some.Envelope(Some.Id(1), Some.Event(Some.Id(1), "FirstException"))).JsonAsync();
        return (string)Assert.Single(await host.IssuesAsync(""))!["id"]!;
    }

    private static async Task<JsonArray> CommentsAsync(TestHost host, string issue) =>
        (await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/issues/{issue}/comments").JsonAsync())["items"]!.AsArray();

    private static async Task<JsonArray> ActivityAsync(TestHost host, string issue) =>
        (await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/issues/{issue}/activity").JsonAsync())["items"]!.AsArray();

    /// <summary>What the signals of comments say, as their handlers read them.</summary>
    private static async Task<string?[]> CommentSignalsAsync(TestHost host)
    {
        var type = host.Services.GetServices<SignalType>().OfType<SignalType<ErrorIssueCommented>>().Single();
        var stored = await host.Services.GetRequiredService<IDocumentStore>().ReadSignalsAsync(0, 100, TestContext.Current.CancellationToken);
        return [.. stored.Where(signal => signal.Signal.Type == type.Name).Select(signal => type.Deserialize(signal.Signal.Body).Text)];
    }

    /// <summary>How many comments with their number, and links, are stored.</summary>
    private static async Task<int> CountAsync(TestHost host)
    {
        var store = host.Services.GetRequiredService<IDocumentStore>();
        var count = 0;
        foreach (var type in host.Services.GetServices<DocumentType>().Where(type => type.Name is "issue-comments" or "issue-comment-count" or "issue-links"))
        {
            var query = new DocumentQuery { Partition = Partition.Of(TestHost.Project), Type = type, Index = "issue", Ranges = [IndexRange.All], Limit = 100 };
            count += (await store.QueryAsync(query, TestContext.Current.CancellationToken)).Items.Length;
        }

        return count;
    }
}
