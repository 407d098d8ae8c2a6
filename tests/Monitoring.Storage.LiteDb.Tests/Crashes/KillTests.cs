using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Hosting;
using Monitoring.TestData;

namespace Monitoring.Storage.LiteDb.Tests.Crashes;

/// <summary>A process that is killed in any phase has lost nothing that it was answered, counted nothing twice, and left nothing in part.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("monitoring-litedb-").FullName;
    private readonly List<string> _events = [];
    private int _notesRead;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Store => Path.Combine(_directory, "store");

    private string Notes => Path.Combine(_directory, "notes");

    /// <summary>Each phase once normally, 200 in the long tier; <c>MONITORING_KILL_ROUNDS</c> sets any number.</summary>
    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("MONITORING_KILL_ROUNDS"), CultureInfo.InvariantCulture, out var rounds)
        ? rounds
        : Scale.Count(KillPoint.Phases.Count, 200);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task What_was_answered_survives_kill_9_in_every_phase()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var met = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var (phase, operation, path, most) = KillPoint.Phases[round % KillPoint.Phases.Count];
            var point = new KillPoint(operation, path, random.Next(1, most + 1));
            var ownDeath = await KillAsync(point);
            met += ownDeath ? 1 : 0;
            if (random.Next(2) == 0)
            {
                // While it recovers from that.
                await KillAsync(new KillPoint("any", "", random.Next(1, 25)));
            }

            var lines = ReadNotes();
            var where = $"seed {seed}, round {round + 1}, {phase} ({point}{(ownDeath ? "" : ", not met")})";
            output.WriteLine($"{where}: {lines.Count(line => line[0] == "event")} events, {lines.Count(line => line[0] == "note")} notes, {lines.Count(line => line[0] == "blob")} blobs answered");
            await AssertWholeAsync(where, lines);
        }

        output.WriteLine($"{met} of {Rounds} rounds met their point; {_events.Count} events in all");
        Assert.True(met >= Rounds * 3 / 4, "The others were killed from outside.");
        await AssertAllThereAsync();
    }

    /// <summary>Lets a process write until it kills itself, or is killed when it does not come to its point.</summary>
    /// <returns>Whether it killed itself.</returns>
    private async Task<bool> KillAsync(KillPoint point)
    {
        var program = Path.Combine(AppContext.BaseDirectory, typeof(KillTests).Assembly.GetName().Name!);
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? program + ".exe" : program, ["-explicit", "only", "-class", typeof(Victim).FullName!])
        {
            RedirectStandardOutput = true,
            Environment = { [Victim.Variable] = _directory, [Victim.PointVariable] = point.ToString() },
        };
        var before = NotesLength();
        using var process = Process.Start(start)!;
        var reading = process.StandardOutput.ReadToEndAsync(Cancellation);

        // How long it takes to start is the machine's business.
        await Eventually.ReadAsync(() => Task.FromResult(NotesLength()), length => length > before || process.HasExited);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
        {
            process.Kill();
            await process.WaitForExitAsync(Cancellation);
            return false;
        }

        Assert.True(process.ExitCode is 137 or -1, $"The process ended by itself with {process.ExitCode}: {await reading}");
        return true;
    }

    private long NotesLength() => File.Exists(Notes) ? new FileInfo(Notes).Length : 0;

    /// <summary>What the process noted since the last time; a line that was cut off tells of nothing.</summary>
    private List<string[]> ReadNotes()
    {
        if (!File.Exists(Notes))
        {
            return [];
        }

        var text = File.ReadAllText(Notes);
        var fresh = text[_notesRead..];
        var whole = fresh[..(fresh.LastIndexOf('\n') + 1)];
        _notesRead = text.Length;
        if (whole.Length < fresh.Length)
        {
            File.AppendAllText(Notes, "\n");
            _notesRead++;
        }

        return [.. whole.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))];
    }

    private async Task AssertWholeAsync(string where, List<string[]> lines)
    {
        var answered = lines.Where(line => line[0] == "event").Select(line => $"{line[1]} {line[2]}").ToHashSet();
        await AssertCopiesAsync(where, answered);
        await using var store = Victim.Open(Store);
        foreach (var sent in lines.Where(line => line[0] == "sent").Select(line => $"{line[1]} {line[2]}"))
        {
            var isThere = await IsThereAsync(store, sent);
            Assert.True(isThere || !answered.Contains(sent), $"{where}: event {sent} is lost");
            if (isThere)
            {
                _events.Add(sent);
            }
        }

        var counted = await CountAsync(store);
        Assert.True(counted == _events.Count, $"{where}: {counted} events are counted, but {_events.Count} are there");
        var documents = new LiteDbDocumentStore(store);
        foreach (var line in lines)
        {
            switch (line)
            {
                case ["note", var key]:
                    Assert.True(await documents.GetAsync(Partition.Host, Note.Type, key, Cancellation) is not null, $"{where}: note {key} is lost");
                    break;
                case ["blob", var id, var sha256]:
                    await using (var content = await new LiteDbBlobStore(store).OpenReadAsync(BlobOf(id), Cancellation))
                    {
                        Assert.True(content is not null && Convert.ToHexStringLower(await SHA256.HashDataAsync(content, Cancellation)) == sha256, $"{where}: blob {id} is lost");
                    }

                    break;
                case ["gone", var id]:
                    Assert.True(await new LiteDbBlobStore(store).FindAsync(BlobOf(id), Cancellation) is null, $"{where}: blob {id} has come back");
                    break;
            }
        }

        var health = await new LiteDbHealth(store).CheckAsync(Cancellation);
        Assert.True(health.Status == StoreHealthStatus.Healthy, $"{where}: {health.Description}");
    }

    /// <summary>Each copy that has its name is whole. The newest one was begun when most of what the process was answered before had been answered.</summary>
    private async Task AssertCopiesAsync(string where, HashSet<string> answered)
    {
        foreach (var copy in Directory.GetDirectories(_directory, "copy*").Where(copy => !copy.EndsWith(".unfinished", StringComparison.Ordinal)))
        {
            await using (var store = Victim.Open(copy))
            {
                foreach (var earlier in _events)
                {
                    Assert.True(await IsThereAsync(store, earlier), $"{where}: event {earlier} of an earlier round is not in '{copy}'");
                }

                var there = 0;
                foreach (var now in answered)
                {
                    there += await IsThereAsync(store, now) ? 1 : 0;
                }

                var counted = await CountAsync(store);
                Assert.InRange(counted, _events.Count + there, long.MaxValue);
                Assert.Equal(StoreHealthStatus.Healthy, (await new LiteDbHealth(store).CheckAsync(Cancellation)).Status);
            }

            Directory.Delete(copy, recursive: true);
        }
    }

    private async Task AssertAllThereAsync()
    {
        await using var store = Victim.Open(Store);
        foreach (var appended in _events)
        {
            Assert.True(await IsThereAsync(store, appended), $"{appended} is lost");
        }
    }

    private static async Task<bool> IsThereAsync(LiteDbStore store, string sent)
    {
        var parts = sent.Split(' ');
        Assert.True(ProjectId.TryParse(parts[0], out var project) & EventId.TryParse(parts[1], out var id));
        return await new LiteDbErrorStore(store).GetEventAsync(project, id, Cancellation) is not null;
    }

    private static async Task<long> CountAsync(LiteDbStore store)
    {
        var count = 0L;
        foreach (var project in new[] { Victim.Kept, Victim.Evicted })
        {
            count += (await new LiteDbErrorStore(store).SearchIssuesAsync(new IssueQuery { ProjectId = project, Limit = 100 }, Cancellation)).Items.Sum(issue => issue.Count);
        }

        return count;
    }

    private static BlobId BlobOf(string id) => EntityId.TryParse(id, out var parsed) ? new BlobId(Victim.Kept, parsed) : throw new FormatException(id);
}
