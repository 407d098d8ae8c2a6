using System.Net;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

public sealed class RetentionTests
{
    private const string Path = $"{Root}/projects/1/retention";

    [Fact]
    public async Task Settings_are_read_changed_and_audited_by_maintainers()
    {
        await using var host = await TestHost.StartAsync();

        var initial = await host.As(TestHost.Reporter).SendAsync("GET", Path).JsonAsync();
        var changed = await host.As(TestHost.Owner).SendAsync("PUT", Path, """{"events":"P30D","issues":"P365D","payloadBytes":5000000}""").JsonAsync();
        await host.As(TestHost.Reporter).SendAsync("GET", Path + "/last").ProblemAsync(HttpStatusCode.NotFound);
        var result = await host.As(TestHost.Owner).SendAsync("POST", Path + ":apply").JsonAsync();

        var last = await host.As(TestHost.Reporter).SendAsync("GET", Path + "/last").JsonAsync();
        Assert.Equal((null, null, null), ((string?)initial["events"], (string?)initial["issues"], (long?)initial["payloadBytes"]));
        Assert.Equal(("P30D", "P365D", 5_000_000), ((string?)changed["events"], (string?)changed["issues"], (long?)changed["payloadBytes"]));
        Assert.Equal((0, 0, 0, 0), ((int)result["events"]!, (int)result["issues"]!, (int)result["payloads"]!, (int)result["payloadBytes"]!));
        Assert.Equal((0, 0), ((int)last["payloads"]!, (int)last["payloadsEver"]!));
        Assert.EndsWith("Z", (string?)last["at"], StringComparison.Ordinal);
        await host.As(TestHost.Developer).SendAsync("PUT", Path, """{"events":"P30D"}""").ProblemAsync(HttpStatusCode.Forbidden);
        await host.As(TestHost.Developer).SendAsync("POST", Path + ":apply").ProblemAsync(HttpStatusCode.Forbidden);
        await host.As(TestHost.Stranger).SendAsync("GET", Path).ProblemAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"events":"PT1H"}""", "events:")]
    [InlineData("""{"issues":"P40000D"}""", "issues:")]
    [InlineData("""{"events":"soon"}""", "$.events")]
    [InlineData("""{"payloadBytes":1048575}""", "payloadBytes:")]
    public async Task What_makes_no_sense_is_refused_with_its_place(string body, string place)
    {
        await using var host = await TestHost.StartAsync();

        Assert.Contains(place, await host.As(TestHost.Owner).SendAsync("PUT", Path, body).ProblemAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }
}
