using System.Text.Json.Nodes;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Moving;

/// <summary>What an operator does with archives.</summary>
internal static class ArchiveCommand
{
    /// <summary>Asks a running host for an archive and waits for it.</summary>
    /// <returns>The archive as the host tells of it.</returns>
    public static async Task<JsonObject> MakeAsync(SampleHost host)
    {
        var asked = await host.Api.SendAsync(HttpMethod.Post, "archives");
        return await EndAsync(host, (string)asked["id"]!);
    }

    public static async Task<JsonObject> EndAsync(SampleHost host, string id)
    {
        var ended = await Eventually.ReadAsync(() => host.Api.GetAsync($"archives/{id}"), archive => (string?)archive["state"] is "done" or "failed" or "cancelled");
        Assert.True((string?)ended["state"] == "done", $"{ended.ToJsonString()}\n{host.Process.Output}");
        return ended;
    }

    /// <summary>Runs <c>monitoring-migrate</c>; it must succeed.</summary>
    /// <returns>What it printed.</returns>
    public static async Task<string> MigrateAsync(params string[] arguments)
    {
        await using var tool = await ChildProcess.RunAsync("dotnet", [BuiltProgram.Assembly("src/Monitoring.Migrate", "Monitoring.Migrate"), .. arguments]);
        Assert.True(tool.ExitCode == 0, $"it ended with {tool.ExitCode}: {tool.Output}");
        return tool.Output;
    }
}
