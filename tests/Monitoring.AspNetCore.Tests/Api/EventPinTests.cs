using System.Net;
using Monitoring.AspNetCore.Tests.Hosting;
using Monitoring.Storage.Errors;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

public sealed class EventPinTests
{
    private const string Path = $"{Root}/projects/1/events/{Some.EventId}";

    [Fact]
    public async Task An_event_is_pinned_shown_as_such_and_unpinned()
    {
        await using var host = await TestHost.StartAsync();
        await host.Anonymous().ReportAsync(Some.Envelope()).JsonAsync();
        var developer = host.As(TestHost.Developer);

        var pinned = await developer.SendAsync("PATCH", Path, """{"pinned":true}""").JsonAsync();
        var shown = await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/events/{Some.EventId}").JsonAsync();
        var listed = await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/issues/{pinned["issueId"]}/events").JsonAsync();
        var unpinned = await developer.SendAsync("PATCH", Path, """{"pinned":false}""").JsonAsync();

        Assert.Equal(
            [(Some.EventId, true), (Some.EventId, true), (Some.EventId, true), (Some.EventId, false)],
            new[] { pinned, shown, listed["items"]![0]!, unpinned }.Select(document => ((string)document["id"]!, (bool)document["pinned"]!)));
    }

    [Fact]
    public async Task What_cannot_be_pinned_is_refused()
    {
        await using var host = await TestHost.StartAsync();
        await host.Anonymous().ReportAsync(Some.Envelope()).JsonAsync();
        await host.As(TestHost.Reporter).SendAsync("PATCH", Path, """{"pinned":true}""").ProblemAsync(HttpStatusCode.Forbidden);
        await host.As(TestHost.Stranger).SendAsync("PATCH", Path, """{"pinned":true}""").ProblemAsync(HttpStatusCode.NotFound);
        await host.As(TestHost.Developer).SendAsync("PATCH", $"{Root}/projects/1/events/nothing", """{"pinned":true}""").ProblemAsync(HttpStatusCode.NotFound);
        await host.As(TestHost.Developer).SendAsync("PATCH", Path, "{}").ProblemAsync(HttpStatusCode.BadRequest);
        var store = host.Services.GetRequiredService<IErrorStore>();
        var rule = new RetentionRule { ProjectId = TestHost.Project, EventsBefore = DateTimeOffset.MinValue, PayloadBytes = 0, At = DateTimeOffset.UnixEpoch };
        await store.ApplyRetentionAsync(rule, TestContext.Current.CancellationToken);

        Assert.Contains("payload", await host.As(TestHost.Developer).SendAsync("PATCH", Path, """{"pinned":true}""").ProblemAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }
}
