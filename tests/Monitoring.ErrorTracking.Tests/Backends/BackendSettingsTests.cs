using System.Text.Json;
using Monitoring.Auditing;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Backends;

namespace Monitoring.ErrorTracking.Tests.Backends;

/// <summary>Choosing a back end, and what becomes of the token.</summary>
public sealed class BackendSettingsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_token_is_stored_and_never_shown_again()
    {
        await using var host = await BackendHost.StartAsync();

        var read = await host.Settings.GetAsync(BackendHost.Maintainer, host.Project, Cancellation);
        var audit = await host.Host.Service<IAuditLog>().ReadAsync(host.Project, 100, null, Cancellation);

        Assert.True(read.Value!.HasToken);
        Assert.DoesNotContain(BackendHost.Token, JsonSerializer.Serialize(read.Value), StringComparison.Ordinal);
        var entry = audit.Items.Single(entry => entry.Action == "error-tracking-backend.changed");
        Assert.Equal("Sentry; https://sentry.example.com/ acme/shop; credential given now", entry.After);
        Assert.DoesNotContain(audit.Items, item => $"{item.Before}{item.After}".Contains(BackendHost.Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_goes_to_the_server_that_it_was_given_for_and_to_no_other()
    {
        await using var host = await BackendHost.StartAsync();
        host.Server.Answer(SentryAnswers.Projects);
        var same = BackendHost.Change(null, BackendHost.Connection with { Project = "till" });
        var other = BackendHost.Change(null, BackendHost.Connection with { Address = new Uri("https://sentry.example.com:8443/") });

        Assert.Equal(CommandOutcome.Done, (await host.ReplaceAsync(same)).Outcome);
        var refused = await host.ReplaceAsync(other);
        var tested = await host.Settings.TestAsync(BackendHost.Maintainer, host.Project, other, Cancellation);
        var kept = await host.Settings.TestAsync(BackendHost.Maintainer, host.Project, null, Cancellation);

        Assert.Equal(CommandOutcome.Invalid, refused.Outcome);
        Assert.StartsWith("token: is needed again", refused.Reason, StringComparison.Ordinal);
        Assert.Equal((BackendOutcome.Invalid, BackendOutcome.Done), (tested.Outcome, kept.Outcome));
        Assert.Equal(("7", "The shop", "shop", "Acme", "acme"), Assert.Single(kept.Value!.Items) is var project
            ? (project.Id, project.Name, project.Slug, project.OrganizationName, project.OrganizationSlug) : default);
        Assert.Equal("https://sentry.example.com/api/0/projects/", Assert.Single(host.Server.Calls).Url);
    }

    [Fact]
    public async Task The_integrated_back_end_keeps_the_server_for_later_and_forgets_it_when_told()
    {
        await using var host = await BackendHost.StartAsync();

        var integrated = await host.ReplaceAsync(BackendHost.Change(null) with { Kind = BackendKind.Integrated });
        var back = await host.ReplaceAsync(BackendHost.Change(null));
        var forgotten = await host.ReplaceAsync(new BackendSettingsChange { Kind = BackendKind.Integrated });
        var missing = await host.ReplaceAsync(BackendHost.Change(null));

        Assert.Equal((true, BackendKind.Sentry), (integrated.Value!.HasToken, back.Value!.Kind));
        Assert.Equal((null, false), (forgotten.Value!.Sentry, forgotten.Value.HasToken));
        Assert.Equal("token: is missing.", missing.Reason);
    }

    [Fact]
    public async Task An_address_as_GitLab_keeps_it_names_organization_and_project()
    {
        await using var host = await BackendHost.StartAsync(chosen: false);
        var given = new SentryConnection { Address = new Uri("https://sentry.example.com//sub/api/0/projects/acme/shop/"), Organization = "", Project = "" };

        var stored = await host.ReplaceAsync(BackendHost.Change(connection: given));
        var unequal = await host.ReplaceAsync(BackendHost.Change(connection: given with { Project = "till" }));

        Assert.Equal(("https://sentry.example.com/sub/", "acme", "shop"), (stored.Value!.Sentry!.Address.AbsoluteUri, stored.Value.Sentry.Organization, stored.Value.Sentry.Project));
        Assert.StartsWith("sentry.address:", unequal.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://sentry.example.com/", "acme", "shop", null, "t", "sentry.address")]
    [InlineData("https://user:pass@sentry.example.com/", "acme", "shop", null, "t", "sentry.address")]
    [InlineData("https://sentry.example.com/?a=1", "acme", "shop", null, "t", "sentry.address")]
    [InlineData("https://sentry.example.com/", "..", "shop", null, "t", "sentry.organization")]
    [InlineData("https://sentry.example.com/", "a/../b", "shop", null, "t", "sentry.organization")]
    [InlineData("https://sentry.example.com/", "acme", "", null, "t", "sentry.project")]
    [InlineData("https://sentry.example.com/", "acme", "a/b", null, "t", "sentry.project")]
    [InlineData("https://sentry.example.com/", "acme", "shop", "-7", "t", "sentry.projectId")]
    [InlineData("https://sentry.example.com/", "acme", "shop", null, "a b", "token")]
    [InlineData("https://sentry.example.com/", "acme", "shop", null, "a\r\nX: y", "token")]
    [InlineData("https://sentry.example.com/", "acme", "shop", null, "", "token")]
    public async Task A_mistake_is_named_by_its_place(string address, string organization, string project, string? id, string token, string place)
    {
        await using var host = await BackendHost.StartAsync(chosen: false);
        var connection = new SentryConnection { Address = new Uri(address), Organization = organization, Project = project, ProjectId = id };

        var result = await host.ReplaceAsync(BackendHost.Change(token, connection));

        Assert.Equal(CommandOutcome.Invalid, result.Outcome);
        Assert.StartsWith(place + ":", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Maintainers_choose_and_nobody_below_sees_the_settings()
    {
        await using var host = await BackendHost.StartAsync();

        Assert.Equal(CommandOutcome.Refused, (await host.Settings.GetAsync(BackendHost.Developer, host.Project, Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await host.Settings.GetAsync(BackendHost.Stranger, host.Project, Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Refused, (await host.Settings.ReplaceAsync(BackendHost.Developer, host.Project, BackendHost.Change(), null, Cancellation)).Outcome);
        Assert.Equal(BackendOutcome.Refused, (await host.Settings.TestAsync(BackendHost.Developer, host.Project, null, Cancellation)).Outcome);
        Assert.Empty(host.Server.Calls);
    }

    [Fact]
    public async Task A_stale_version_is_a_conflict_and_the_same_settings_again_change_nothing()
    {
        await using var host = await BackendHost.StartAsync();
        var version = (await host.Settings.GetAsync(BackendHost.Maintainer, host.Project, Cancellation)).Version;

        Assert.Equal(CommandOutcome.Conflict, (await host.ReplaceAsync(BackendHost.Change(), version + 1)).Outcome);
        Assert.Equal(version, (await host.ReplaceAsync(BackendHost.Change(), version)).Version);
    }
}
