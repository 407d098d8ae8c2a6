using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Attachments.Settings;
using Monitoring.ErrorTracking.Ownership;
using Monitoring.ErrorTracking.Tests.Ingest;

namespace Monitoring.ErrorTracking.Tests.ProjectSettings;

/// <summary>What holds for the settings of projects of every kind.</summary>
public sealed class SettingsCommandsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReplaceAsync_SettingsOfTheHost_AreTheProjectsOwnFromThenOn()
    {
        await using var host = await IntakeHost.StartAsync();
        var settings = host.Service<IAttachmentSettings>();
        var before = await settings.GetAsync(Actor.System, host.Project, Cancellation);

        var own = await settings.ReplaceAsync(Actor.System, host.Project, before.Value!.Settings, 0, Cancellation);
        var again = await settings.ReplaceAsync(Actor.System, host.Project, before.Value.Settings, null, Cancellation);

        Assert.Equal((0, CommandOutcome.Done), (before.Version, own.Outcome));
        Assert.InRange(own.Version, 1, long.MaxValue);
        Assert.Equal(own.Version, again.Version);
    }

    [Fact]
    public async Task ReplaceAsync_ByManyAtOnce_TellsOfEachChangeWithWhatWasBeforeIt()
    {
        const int Writers = 12;
        await using var host = await IntakeHost.StartAsync();
        var ownership = host.Service<IOwnership>();

        var results = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
            await ownership.ReplaceAsync(Actor.System, host.Project, new OwnershipSettings { Rules = $"path:src/{writer} team" }, null, Cancellation))));

        Assert.All(results, result => Assert.Equal(CommandOutcome.Done, result.Outcome));
        var entries = (await host.Service<IAuditLog>().ReadAsync(host.Project, 100, cancellationToken: Cancellation)).Items.Where(entry => entry.Action == "ownership.changed").ToArray();
        Assert.Equal(Writers, entries.Length);

        // Each change but the first begins where another ended, and no two where the same did.
        Assert.Single(entries, entry => entry.Before is null);
        Assert.Equal(Writers - 1, entries.Select(entry => entry.Before).OfType<string>().Intersect(entries.Select(entry => entry.After!)).Count());
    }
}
