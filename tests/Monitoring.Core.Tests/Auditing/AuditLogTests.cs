using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Core.Tests.Support;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Tests.Auditing;

public sealed class AuditLogTests : IAsyncDisposable
{
    private static readonly ProjectId Project = new(7);

    private readonly TestHost _host = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AppendAsync_Entry_ReadsBackAsItWas()
    {
        var entry = Entry("key.changed") with { Before = "{\"label\":\"Жук 🐞\"}", After = "{}" };

        await _host.Audit.AppendAsync(entry, Token);

        Assert.Equal(entry, Assert.Single((await _host.Audit.ReadAsync(Project, 10, cancellationToken: Token)).Items));
    }

    [Fact]
    public async Task AppendAsync_Secrets_AreRedactedInBeforeAfterAndSubject()
    {
        await _host.Audit.AppendAsync(Entry("a.b") with { Subject = "url:https://u:pw@h/", Before = "{\"password\":\"x\"}", After = "token=abc12345" }, Token);

        var entry = (await _host.Audit.ReadAsync(Project, 10, cancellationToken: Token)).Items[0];

        Assert.Equal(
            ("url:https://u:[redacted]@h/", "{\"password\":\"[redacted]\"}", "token=[redacted]"), (entry.Subject, entry.Before, entry.After));
    }

    [Fact]
    public async Task AppendAsync_LongTexts_AreCut()
    {
        await _host.Audit.AppendAsync(Entry("a.b") with { Subject = new string('s', 5_000), After = new string('x', 100_000), ActorId = new string('y', 1_000) }, Token);

        var entry = (await _host.Audit.ReadAsync(Project, 10, cancellationToken: Token)).Items[0];

        Assert.Equal((255, 16_384, 255), (entry.Subject.Length, entry.After!.Length, entry.ActorId.Length));
    }

    [Fact]
    public async Task AppendAsync_SameIdAgain_ThrowsAndKeepsTheFirst()
    {
        var entry = Entry("first.one");
        await _host.Audit.AppendAsync(entry, Token);

        await Assert.ThrowsAsync<ArgumentException>(async () => await _host.Audit.AppendAsync(entry with { Action = "second.one" }, Token));

        Assert.Equal("first.one", Assert.Single((await _host.Audit.ReadAsync(Project, 10, cancellationToken: Token)).Items).Action);
    }

    [Fact]
    public async Task ReadAsync_EntriesInBothPartitions_AreOneListNewestFirstPageByPage()
    {
        var expected = new List<string>();
        for (var index = 0; index < 23; index++)
        {
            _host.Clock.Advance(TimeSpan.FromMilliseconds(1));
            var entry = Entry($"a.{index}");
            expected.Insert(0, entry.Action);
            var partition = index % 3 == 0 ? Partition.Host : Partition.Of(Project);
            await _host.Documents.CommitAsync(new DocumentCommit { Partition = partition, Puts = [_host.Audit.Prepare(entry)] }, Token);
            await _host.Audit.AppendAsync(Entry("other.project") with { ProjectId = new ProjectId(8) }, Token);
        }

        var found = new List<string>();
        string? cursor = null;
        do
        {
            var page = await _host.Audit.ReadAsync(Project, 5, cursor, Token);
            Assert.InRange(page.Items.Length, 1, 5);
            found.AddRange(page.Items.Select(item => item.Action));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(expected, found);
    }

    [Fact]
    public async Task ReadAsync_ExactlyOnePage_HasNoNext()
    {
        for (var index = 0; index < 5; index++)
        {
            await _host.Audit.AppendAsync(Entry("a.b"), Token);
        }

        Assert.Null((await _host.Audit.ReadAsync(Project, 5, cancellationToken: Token)).Next);
    }

    [Fact]
    public async Task ReadAsync_DefaultProject_IsTheHostsOwn()
    {
        await _host.Audit.AppendAsync(Entry("host.changed") with { ProjectId = default }, Token);
        await _host.Audit.AppendAsync(Entry("project.changed"), Token);

        Assert.Equal("host.changed", Assert.Single((await _host.Audit.ReadAsync(default, 10, cancellationToken: Token)).Items).Action);
    }

    [Fact]
    public async Task ReadAsync_ForeignCursorOrLimit_Throws()
    {
        await Assert.ThrowsAsync<InvalidCursorException>(async () => await _host.Audit.ReadAsync(Project, 10, "nonsense", Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await _host.Audit.ReadAsync(Project, 0, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await _host.Audit.ReadAsync(Project, 101, cancellationToken: Token));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private AuditEntry Entry(string action) => new()
    {
        Id = EntityId.Create(_host.Clock),
        ProjectId = Project,
        At = _host.Clock.GetUtcNow(),
        ActorKind = ActorKind.User,
        ActorId = "ann",
        Door = "api",
        Action = action,
        Subject = "key:abc",
    };
}
