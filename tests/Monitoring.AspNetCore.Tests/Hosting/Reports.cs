using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Hosting;

/// <summary>Events in a host, for tests that look at what becomes of them.</summary>
internal static class Reports
{
    /// <summary>Reports events that are alike.</summary>
    public static async Task ReportManyAsync(this TestHost host, int count, string more = "")
    {
        for (var i = 1; i <= count; i++)
        {
            await host.Anonymous().ReportAsync(Some.Envelope(Some.Id(i), Some.Event(Some.Id(i), more: more))).JsonAsync();
        }
    }

    /// <summary>Reports one event and returns the path of its issue.</summary>
    public static async Task<string> OpenIssueAsync(this TestHost host)
    {
        await host.ReportManyAsync(1);
        return $"{Root}/issues/{Assert.Single(await host.IssuesAsync())!["id"]}";
    }
}
