using Monitoring.Storage.Errors;
using Xunit;

namespace Monitoring.Testing.Errors;

/// <content>A resolved issue comes back only with a release that should have had the mending. Numbers are releases here, those of a ten a branch.</content>
public abstract partial class ErrorStoreConformance
{
    [Theory]
    [InlineData("14", null)]
    [InlineData("15", "15 = fixed in 15")]
    [InlineData("17", "17 > fixed in 15, version order")]
    [InlineData("21", null)]
    [InlineData("24", "24 > fixed in 23, version order")]
    [InlineData("9", null)]
    [InlineData("31", "31 > fixed in 23, version order")]
    public async Task ResolvedInSeveralBranches_AnEvent_IsMeasuredByItsBranch(string release, string? reason)
    {
        var id = await OpenIssueAsync(_some.Next(1));
        await SetStateAsync(id, Resolved with { ResolvedInReleases = ["15", "23"] });

        await AppendAsync(_some.Next(1) with { Release = release });

        Assert.Equal((reason is null ? IssueStatus.Resolved : IssueStatus.Unresolved, reason), await StatusAsync(id));
    }

    [Theory]
    [InlineData("20", null)]
    [InlineData("13", null)]
    [InlineData("4f06ce6", null)]
    [InlineData("21", "21 > 20, the newest when it was resolved in the next release, version order")]
    [InlineData("9aa2b31", "9aa2b31 was not known when it was resolved in the next release, order of first sight")]
    [InlineData(null, "the event names no release")]
    public async Task ResolvedInTheNextRelease_AnEventOfAKnownRelease_DoesNotBringItBack(string? release, string? reason)
    {
        var id = await OpenIssueAsync(_some.Next(1));
        await SetStateAsync(id, Resolved with { ResolvedAfterReleases = ["20", "4f06ce6"] });

        await AppendAsync(_some.Next(1) with { Release = release });

        Assert.Equal((reason is null ? IssueStatus.Resolved : IssueStatus.Unresolved, reason), await StatusAsync(id));
    }

    [Fact]
    public async Task Resolved_EventsOfOldReleases_AreCountedSinceThen()
    {
        await AppendAsync(_some.Many(3));
        var id = (await ByHashAsync(1)).Id;
        await SetStateAsync(id, Resolved with { ResolvedInReleases = ["20"] });

        await AppendAsync([.. _some.Many(4).Select(old => old with { Release = "19" })]);

        var row = await GetAsync(id);
        Assert.Equal((IssueStatus.Resolved, 4), (row.State.Status, row.Count - row.State.Baseline!.Events));
    }

    private async ValueTask<(IssueStatus Status, string? Reason)> StatusAsync(IssueId id)
    {
        var state = (await GetAsync(id)).State;
        return (state.Status, state.Reason);
    }
}
