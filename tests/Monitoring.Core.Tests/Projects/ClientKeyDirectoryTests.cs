using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Core.Tests.Support;
using Monitoring.Projects;

namespace Monitoring.Core.Tests.Projects;

public sealed class ClientKeyDirectoryTests : IAsyncDisposable
{
    private static readonly ClientKeySettings Settings = new()
    {
        Label = "Shop",
        Service = "checkout",
        RateLimit = new KeyRateLimit { Count = 100, Window = TimeSpan.FromMinutes(1) },
    };

    private readonly TestHost _host = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateAsync_NoKeyGiven_MakesOneOf32HexadecimalDigits()
    {
        var project = await _host.AddProjectAsync("g/a", Role.Maintainer);

        var result = await _host.Keys.CreateAsync(TestHost.As(Role.Maintainer), project.Id, Settings, cancellationToken: Token);

        var key = result.Value!;
        Assert.Matches("^[0-9a-f]{32}$", key.PublicKey.Value);
        Assert.Equal((project.Id, "Shop", "checkout", true), (key.ProjectId, key.Label, key.Service, key.IsActive));
        Assert.Equal(key, await _host.Keys.FindAsync(key.PublicKey, Token));
    }

    [Fact]
    public async Task CreateAsync_KeyTakenByAnotherProject_IsAConflict()
    {
        var first = await _host.AddProjectAsync("g/a");
        var second = await _host.AddProjectAsync("g/b");
        Assert.Equal(CommandOutcome.Done, (await _host.Keys.CreateAsync(TestHost.Administrator, first.Id, Settings, Key("abc"), Token)).Outcome);

        var result = await _host.Keys.CreateAsync(TestHost.Administrator, second.Id, Settings, Key("abc"), Token);

        Assert.Equal((CommandOutcome.Conflict, "publicKey: 'abc' is taken."), (result.Outcome, result.Reason));
        Assert.Equal(first.Id, (await _host.Keys.FindAsync(Key("abc"), Token))!.ProjectId);
    }

    [Fact]
    public async Task CreateAsync_KeysThatDifferByCase_AreTwoKeys()
    {
        var project = await _host.AddProjectAsync();
        await _host.Keys.CreateAsync(TestHost.Administrator, project.Id, Settings, Key("abc"), Token);

        var result = await _host.Keys.CreateAsync(TestHost.Administrator, project.Id, Settings with { Label = "Upper" }, Key("ABC"), Token);

        Assert.Equal(CommandOutcome.Done, result.Outcome);
        Assert.Equal("Shop", (await _host.Keys.FindAsync(Key("abc"), Token))!.Label);
        Assert.Equal("Upper", (await _host.Keys.FindAsync(Key("ABC"), Token))!.Label);
    }

    [Fact]
    public async Task CreateAsync_LookedForBefore_IsFoundAtOnce()
    {
        var project = await _host.AddProjectAsync();
        Assert.Null(await _host.Keys.FindAsync(Key("abc"), Token));

        await _host.Keys.CreateAsync(TestHost.Administrator, project.Id, Settings, Key("abc"), Token);

        Assert.NotNull(await _host.Keys.FindAsync(Key("abc"), Token));
    }

    [Theory]
    [InlineData("", null, 1, 60, "label:")]
    [InlineData("Label", "", 1, 60, "service:")]
    [InlineData("Label", "a\tb", 1, 60, "service:")]
    [InlineData("Label", null, 0, 60, "rateLimit.count:")]
    [InlineData("Label", null, 1, 0, "rateLimit.window:")]
    [InlineData("Label", null, 1, 86_401, "rateLimit.window:")]
    public async Task CreateAsync_BadSettings_NamesTheField(string label, string? service, int count, int seconds, string field)
    {
        var project = await _host.AddProjectAsync();
        var settings = new ClientKeySettings
        {
            Label = label,
            Service = service,
            RateLimit = new KeyRateLimit { Count = count, Window = TimeSpan.FromSeconds(seconds) },
        };

        var result = await _host.Keys.CreateAsync(TestHost.Administrator, project.Id, settings, cancellationToken: Token);

        Assert.Equal(CommandOutcome.Invalid, result.Outcome);
        Assert.StartsWith(field, result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UpdateAsync_SwitchedOff_IsSeenAtOnceAndAudited()
    {
        var project = await _host.AddProjectAsync();
        var created = await _host.Keys.CreateAsync(TestHost.Administrator, project.Id, Settings, Key("abc"), Token);
        await _host.Keys.FindAsync(Key("abc"), Token);
        _host.Clock.Advance(TimeSpan.FromSeconds(1));

        var result = await _host.Keys.UpdateAsync(TestHost.Administrator, project.Id, Key("abc"), Settings with { IsActive = false }, created.Version, Token);

        Assert.Equal(CommandOutcome.Done, result.Outcome);
        Assert.False((await _host.Keys.FindAsync(Key("abc"), Token))!.IsActive);
        var entry = (await _host.Audit.ReadAsync(project.Id, 1, cancellationToken: Token)).Items[0];
        Assert.Equal(("key.changed", "key:abc"), (entry.Action, entry.Subject));
    }

    [Fact]
    public async Task DeleteAsync_Key_IsGoneAtOnceAndAudited()
    {
        var project = await _host.AddProjectAsync();
        var created = await _host.Keys.CreateAsync(TestHost.Administrator, project.Id, Settings, Key("abc"), Token);
        await _host.Keys.FindAsync(Key("abc"), Token);
        var refused = await _host.Keys.DeleteAsync(TestHost.As(Role.Developer), project.Id, Key("abc"), cancellationToken: Token);
        _host.Clock.Advance(TimeSpan.FromSeconds(1));

        var stale = await _host.Keys.DeleteAsync(TestHost.Administrator, project.Id, Key("abc"), created.Version + 1, Token);
        var deleted = await _host.Keys.DeleteAsync(TestHost.Administrator, project.Id, Key("abc"), created.Version, Token);
        var again = await _host.Keys.DeleteAsync(TestHost.Administrator, project.Id, Key("abc"), cancellationToken: Token);

        Assert.Equal([CommandOutcome.Conflict, CommandOutcome.Done, CommandOutcome.NotFound], new[] { stale.Outcome, deleted.Outcome, again.Outcome });
        Assert.NotEqual(CommandOutcome.Done, refused.Outcome);
        Assert.Null(await _host.Keys.FindAsync(Key("abc"), Token));
        var entry = (await _host.Audit.ReadAsync(project.Id, 1, cancellationToken: Token)).Items[0];
        Assert.Equal(("key.deleted", "key:abc", null), (entry.Action, entry.Subject, entry.After));
    }

    [Fact]
    public async Task UpdateAsync_StaleVersion_IsAConflictWithWhatIsThere()
    {
        var project = await _host.AddProjectAsync();
        var created = await _host.Keys.CreateAsync(TestHost.Administrator, project.Id, Settings, Key("abc"), Token);
        await _host.Keys.UpdateAsync(TestHost.Administrator, project.Id, Key("abc"), Settings with { Label = "Second" }, created.Version, Token);

        var result = await _host.Keys.UpdateAsync(TestHost.Administrator, project.Id, Key("abc"), Settings with { Label = "Third" }, created.Version, Token);

        Assert.Equal((CommandOutcome.Conflict, "Second"), (result.Outcome, result.Value!.Label));
    }

    [Fact]
    public async Task UpdateAsync_KeyOfAnotherProject_IsNotFound()
    {
        var first = await _host.AddProjectAsync("g/a");
        var second = await _host.AddProjectAsync("g/b", Role.Maintainer);
        await _host.Keys.CreateAsync(TestHost.Administrator, first.Id, Settings, Key("abc"), Token);

        var update = await _host.Keys.UpdateAsync(TestHost.As(Role.Maintainer), second.Id, Key("abc"), Settings, cancellationToken: Token);
        var get = await _host.Keys.GetAsync(TestHost.As(Role.Maintainer), second.Id, Key("abc"), Token);

        Assert.Equal(CommandOutcome.NotFound, update.Outcome);
        Assert.Equal(CommandOutcome.NotFound, get.Outcome);
    }

    [Fact]
    public async Task ListAsync_Maintainer_SeesKeysOldestFirstAndDeveloperNone()
    {
        var project = await _host.AddProjectAsync("g/a", Role.Maintainer, Role.Developer);
        foreach (var name in (string[])["c", "a", "b"])
        {
            await _host.Keys.CreateAsync(TestHost.Administrator, project.Id, Settings, Key(name), Token);
            _host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var first = await _host.Keys.ListAsync(TestHost.As(Role.Maintainer), project.Id, 2, cancellationToken: Token);
        var second = await _host.Keys.ListAsync(TestHost.As(Role.Maintainer), project.Id, 2, first.Value!.Next, Token);
        var refused = await _host.Keys.ListAsync(TestHost.As(Role.Developer), project.Id, 2, cancellationToken: Token);

        Assert.Equal(["c", "a", "b"], first.Value.Items.Concat(second.Value!.Items).Select(item => item.Value.PublicKey.Value));
        Assert.Null(second.Value.Next);
        Assert.Equal(CommandOutcome.Refused, refused.Outcome);
    }

    [Fact]
    public async Task FindAsync_DefaultKey_IsNothing() => Assert.Null(await _host.Keys.FindAsync(default, Token));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static PublicKey Key(string text) => PublicKey.TryParse(text, out var key) ? key : throw new ArgumentException(text);
}
