using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Core.Archives;
using Monitoring.Core.Tests.Support;
using Monitoring.Storage.Errors;
using Monitoring.TestData;
using Monitoring.Transfer;
using Monitoring.Transfer.Archives;

namespace Monitoring.Core.Tests.Archives;

/// <summary>Archives of a running host.</summary>
public sealed class ArchiveTests : PumpTest
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("archives");

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    private string Where => Path.Combine(_directory.FullName, "archives");

    [Fact]
    public async Task An_archive_holds_all_that_was_there_and_says_so()
    {
        var host = await StartAsync(Write);
        await AppendAsync(host, 40);
        await host.AddProjectAsync();

        var asked = await host.Get<IArchives>().StartAsync(TestHost.Administrator, Token);
        var done = await EndOfAsync(host, asked.Value!.Id);

        Assert.Equal((ArchiveState.Done, 1, 40L, (string?)null), (done.State, done.Attempts, done.Counts.Single(count => count.Kind == "events").Count, done.Failure));
        var file = Assert.Single(Directory.GetFiles(Where));
        Assert.Equal((done.File, done.Bytes), (Path.GetFileName(file), new FileInfo(file).Length));
        Assert.Equal(done.Counts, await CountAsync(file));
        Assert.Equal(done.Counts.Sum(count => count.Count), done.Records);
        Assert.Equal(["archive.requested"], await ActionsAsync(host));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task What_is_listed_of_archives_is_in_none()
    {
        var host = await StartAsync(Write);
        await EndOfAsync(host, (await host.Get<IArchives>().StartAsync(TestHost.Administrator, Token)).Value!.Id);
        var done = await EndOfAsync(host, (await host.Get<IArchives>().StartAsync(TestHost.Administrator, Token)).Value!.Id);

        await using var source = await ArchiveSource.OpenAsync(File.OpenRead(Path.Combine(Where, done.File)), Token);
        var documents = new List<string>();
        await foreach (var part in source.ReadAsync(null, Token))
        {
            documents.AddRange(part.Documents.OfType<Storage.Transfer.DocumentStoreRecord.Document>().Select(record => record.Stored.Type));
        }

        Assert.Contains("audit-entry", documents);
        Assert.DoesNotContain("store-archives", documents);
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task None_but_administrators_of_the_host_may(Role role)
    {
        var host = await StartAsync(Write);
        await host.AddProjectAsync("group/app", role);
        var archives = host.Get<IArchives>();
        var actor = TestHost.As(role);

        Assert.Equal(CommandOutcome.Refused, (await archives.StartAsync(actor, Token)).Outcome);
        Assert.Equal(CommandOutcome.Refused, (await archives.ListAsync(actor, Token)).Outcome);
        Assert.Equal(CommandOutcome.Refused, (await archives.GetAsync(actor, default, Token)).Outcome);
        Assert.Equal(CommandOutcome.Refused, (await archives.DeleteAsync(actor, default, Token)).Outcome);
        Assert.False(Directory.Exists(Where));
    }

    [Fact]
    public async Task Without_a_directory_there_are_none()
    {
        var host = await StartAsync();

        var refused = await host.Get<IArchives>().StartAsync(TestHost.Administrator, Token);

        Assert.Equal(CommandOutcome.Conflict, refused.Outcome);
        Assert.Contains("MonitoringOptions.Archives.Directory", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_is_on_its_way_at_a_time_and_so_many_are_kept()
    {
        // This host writes none, so that the first one waits.
        var idle = await StartAsync();
        var host = new TestHost(options => { Write(options); options.Archives.MaxKept = 1; }, Register, Stores);
        Hosts.Add(host);
        var archives = host.Get<IArchives>();

        var first = await archives.StartAsync(TestHost.Administrator, Token);
        var second = await archives.StartAsync(TestHost.Administrator, Token);
        await host.StartAsync();
        await EndOfAsync(idle, first.Value!.Id);
        var third = await archives.StartAsync(TestHost.Administrator, Token);
        Assert.Equal(CommandOutcome.Done, (await archives.DeleteAsync(TestHost.Administrator, first.Value.Id, Token)).Outcome);
        var fourth = await archives.StartAsync(TestHost.Administrator, Token);

        Assert.Equal((CommandOutcome.Conflict, CommandOutcome.Conflict, CommandOutcome.Done), (second.Outcome, third.Outcome, fourth.Outcome));
        Assert.Contains($"{first.Value.Id}", second.Reason, StringComparison.Ordinal);
        Assert.Equal([fourth.Value!.File], (await archives.ListAsync(TestHost.Administrator, Token)).Value!.Items.Select(archive => archive.File));
        await EndOfAsync(host, fourth.Value.Id);
        Assert.Equal([fourth.Value.File], Directory.GetFiles(Where).Select(Path.GetFileName));
    }

    [Fact]
    public async Task One_that_a_host_has_left_is_begun_anew_and_what_it_left_is_removed()
    {
        var host = new TestHost(Write, Register, Stores);
        Hosts.Add(host);
        var asked = (await host.Get<IArchives>().StartAsync(TestHost.Administrator, Token)).Value!;
        await host.Get<ArchiveList>().AdvanceAsync(asked.Id, archive => archive with { State = ArchiveState.Writing, Attempts = 1, Host = "gone" }, Token);
        Directory.CreateDirectory(Where);
        await File.WriteAllTextAsync(Path.Combine(Where, asked.File), "given its name, and the host ended", Token);
        await File.WriteAllTextAsync(Path.Combine(Where, "monitoring-20260101-000000-12345678.archive.unverified.partial"), "half", Token);
        await File.WriteAllTextAsync(Path.Combine(Where, "monitoring-20260101-000000-12345678.archive"), "whole", Token);

        await host.StartAsync();
        var done = await EndOfAsync(host, asked.Id);

        Assert.Equal((ArchiveState.Done, 2, Environment.MachineName), (done.State, done.Attempts, done.Host));
        Assert.Equal(["monitoring-20260101-000000-12345678.archive", asked.File], Directory.GetFiles(Where).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_that_fails_says_why_and_leaves_nothing()
    {
        var host = await StartAsync(options => { Write(options); options.Archives.MinFreeBytes = 1L << 50; });
        var failed = await EndOfAsync(host, (await host.Get<IArchives>().StartAsync(TestHost.Administrator, Token)).Value!.Id);

        Assert.Equal(ArchiveState.Failed, failed.State);
        Assert.Contains("must stay free (MonitoringOptions.Archives.MinFreeBytes)", failed.Failure, StringComparison.Ordinal);
        await host.UntilAsync(() => Directory.GetFiles(Where).Length == 0);
        Assert.Equal(CommandOutcome.Done, (await host.Get<IArchives>().StartAsync(TestHost.Administrator, Token)).Outcome);
    }

    [Fact]
    public async Task A_full_disk_fails_it_and_leaves_nothing_and_with_room_there_is_another()
    {
        using var disk = SmallDisk.Mount(Where, "1m");
        var host = await StartAsync(Write);
        await AppendAsync(host, 40, bytes: 100_000);

        var failed = await EndOfAsync(host, (await host.Get<IArchives>().StartAsync(TestHost.Administrator, Token)).Value!.Id);
        await host.UntilAsync(() => Directory.GetFiles(Where).Length == 0);

        Assert.Equal(ArchiveState.Failed, failed.State);
        Assert.Contains("No space left", failed.Failure, StringComparison.Ordinal);
        disk.Remount("size=20m");
        var done = await EndOfAsync(host, (await host.Get<IArchives>().StartAsync(TestHost.Administrator, Token)).Value!.Id);
        Assert.Equal(ArchiveState.Done, done.State);
        Assert.Equal([ArchiveState.Done, ArchiveState.Failed], (await host.Get<IArchives>().ListAsync(TestHost.Administrator, Token)).Value!.Items.Select(archive => archive.State));
    }

    [Fact]
    public async Task A_directory_that_cannot_be_is_told()
    {
        await File.WriteAllTextAsync(Where, "a file", Token);
        var host = await StartAsync(Write);

        var failed = await EndOfAsync(host, (await host.Get<IArchives>().StartAsync(TestHost.Administrator, Token)).Value!.Id);

        Assert.Equal(ArchiveState.Failed, failed.State);
        Assert.Contains("archives", failed.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_cancelled_leaves_nothing_and_can_be_deleted()
    {
        var host = new TestHost(Write, Register, Stores);
        Hosts.Add(host);
        var archives = host.Get<IArchives>();
        var asked = (await archives.StartAsync(TestHost.Administrator, Token)).Value!;

        Assert.Equal(CommandOutcome.Done, (await archives.DeleteAsync(TestHost.Administrator, asked.Id, Token)).Outcome);
        await host.StartAsync();
        await host.PassAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(ArchiveState.Cancelled, (await archives.GetAsync(TestHost.Administrator, asked.Id, Token)).Value!.State);
        Assert.False(Directory.Exists(Where) && Directory.EnumerateFiles(Where).Any());
        Assert.Equal(CommandOutcome.Done, (await archives.DeleteAsync(TestHost.Administrator, asked.Id, Token)).Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await archives.DeleteAsync(TestHost.Administrator, asked.Id, Token)).Outcome);
        Assert.Equal(["archive.cancelled", "archive.deleted", "archive.requested"], (await ActionsAsync(host)).Order());
    }

    [Fact]
    public async Task One_that_lies_on_another_machine_is_not_deleted_from_here()
    {
        var host = await StartAsync(Write);
        var done = await EndOfAsync(host, (await host.Get<IArchives>().StartAsync(TestHost.Administrator, Token)).Value!.Id);
        await host.Get<ArchiveList>().ChangeAsync(archives => ([archives[0] with { Host = "web-2" }], null), Token);
        File.Delete(Path.Combine(Where, done.File));

        var refused = await host.Get<IArchives>().DeleteAsync(TestHost.Administrator, done.Id, Token);

        Assert.Equal(CommandOutcome.Conflict, refused.Outcome);
        Assert.Contains("web-2", refused.Reason, StringComparison.Ordinal);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _directory.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected override void Register(IMonitoringBuilder builder)
    {
    }

    private void Write(MonitoringOptions options) => (options.Archives.Directory, options.Archives.MinFreeBytes) = (Where, 0);

    private static async Task<StoreArchive> EndOfAsync(TestHost host, EntityId id)
    {
        StoreArchive? archive = null;
        await host.UntilAsync(() => (archive = host.Get<IArchives>().GetAsync(TestHost.Administrator, id, Token).AsTask().GetAwaiter().GetResult().Value) is { IsOnItsWay: false });
        return archive!;
    }

    private static async Task AppendAsync(TestHost host, int events, int bytes = 100)
    {
        var random = new Random(7);
        ReadOnlyMemory<byte> Payload()
        {
            // Bytes that do not pack.
            var payload = new byte[bytes];
            random.NextBytes(payload);
            return payload;
        }

        var now = host.Clock.GetUtcNow();
        await host.Errors.AppendAsync(
            [
                .. Enumerable.Range(1, events).Select(number => new GroupedEvent
                {
                    ProjectId = new ProjectId(1),
                    EventId = new EventId(new Guid(number, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8])),
                    Timestamp = now,
                    ReceivedAt = now,
                    Hashes = [GroupingHash.FromBytes(new byte[16])],
                    Title = "TimeoutError: no answer",
                    Type = "error",
                    Level = ErrorLevel.Error,
                    Platform = "python",
                    Payload = Payload(),
                }),
            ],
            Token);
    }

    private static async Task<IEnumerable<ArchiveCount>> CountAsync(string file)
    {
        await using var source = await ArchiveSource.OpenAsync(File.OpenRead(file), Token);
        var totals = await StoreCount.RunAsync(source, _ => { }, Token);
        return totals.ByKind.Select(kind => new ArchiveCount { Kind = kind.Key.Name(), Count = kind.Value.Count, Checksum = $"{kind.Value}" });
    }

    private static async Task<string[]> ActionsAsync(TestHost host) =>
        [.. (await host.Audit.ReadAsync(default, 100, cancellationToken: Token)).Items.Select(entry => entry.Action).Where(action => action.StartsWith("archive", StringComparison.Ordinal))];
}
