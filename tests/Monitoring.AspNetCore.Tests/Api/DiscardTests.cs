using System.Net;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

public sealed class DiscardTests
{
    private const string Path = $"{Root}/projects/1/discarded";

    [Fact]
    public async Task An_issue_is_discarded_by_maintainers_and_listed_and_let_in_again()
    {
        await using var host = await TestHost.StartAsync();
        var issue = await host.OpenIssueAsync();
        var fingerprint = (string)(await host.As(TestHost.Reporter).SendAsync("GET", issue).JsonAsync())["fingerprints"]![0]!;

        await host.As(TestHost.Developer).SendAsync("DELETE", $"{issue}?discard=true").ProblemAsync(HttpStatusCode.Forbidden);
        await host.As(TestHost.Owner).SendAsync("DELETE", $"{issue}?discard=perhaps").ProblemAsync(HttpStatusCode.BadRequest);
        await host.As(TestHost.Owner).SendAsync("DELETE", $"{issue}?discard=true", null, ("If-Match", "\"99\"")).ProblemAsync(HttpStatusCode.PreconditionFailed);
        using var deleted = await host.As(TestHost.Owner).SendAsync("DELETE", $"{issue}?discard=true");
        var listed = await host.As(TestHost.Reporter).SendAsync("GET", Path).JsonAsync();

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        var entry = Assert.Single(listed["items"]!.AsArray())!;
        Assert.Equal(fingerprint, (string?)entry["fingerprint"]);
        Assert.Equal(["actorId", "at", "fingerprint", "issueId", "title"], entry.Names());

        await host.As(TestHost.Stranger).SendAsync("GET", Path).ProblemAsync(HttpStatusCode.NotFound);
        await host.As(TestHost.Developer).SendAsync("DELETE", $"{Path}/{fingerprint}").ProblemAsync(HttpStatusCode.Forbidden);
        using var restored = await host.As(TestHost.Owner).SendAsync("DELETE", $"{Path}/{fingerprint}");
        Assert.Equal(HttpStatusCode.NoContent, restored.StatusCode);
        await host.As(TestHost.Owner).SendAsync("DELETE", $"{Path}/{fingerprint}").ProblemAsync(HttpStatusCode.NotFound);
        await host.As(TestHost.Owner).SendAsync("DELETE", $"{Path}/none").ProblemAsync(HttpStatusCode.NotFound);
    }
}
