using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>A segment that is open for reading. Safe to use on many threads.</summary>
internal sealed class SegmentFile : IDisposable
{
    private readonly IStoreFile _file;
    private readonly SegmentInfo _info;
    private readonly SegmentBlock[] _blocks;
    private readonly ISegmentIndex _index;

    private SegmentFile(IStoreFile file, SegmentInfo info, SegmentBlock[] blocks, ISegmentIndex index)
    {
        _file = file;
        _info = info;
        _blocks = blocks;
        _index = index;
    }

    public IReadOnlyList<SegmentBlock> Blocks => _blocks;

    /// <summary>What was wrong with the tables; they were made again out of the blocks then.</summary>
    public StoreDamagedException? Damage { get; private init; }

    /// <summary>Whether the tables were made again and nothing is missing: every event has its place, and checksums vouch for the blocks.</summary>
    public bool IsRebuilt { get; private init; }

    /// <summary>Opens a segment. When its tables are damaged they are made again out of those blocks that can be read.</summary>
    /// <exception cref="StoreDamagedException">No block can be read.</exception>
    public static SegmentFile Open(IStoreFiles files, SegmentInfo info)
    {
        var file = files.OpenRead(info.Path);
        try
        {
            return Open(file, info);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads the whole table of keys.</summary>
    public EventKey[] ReadKeys() => _index.ReadKeys();

    /// <summary>Reads the whole table of runs, which is in the order of project and hash.</summary>
    public SegmentRun[] ReadRuns() => _index.ReadRuns();

    /// <summary>The numbers of the events that have a key; more than one hardly ever.</summary>
    public IEnumerable<int> FindKey(ulong key)
    {
        for (var i = Search(_index.KeyCount, i => _index.ReadKey(i).Hash >= key); i < _index.KeyCount && _index.ReadKey(i) is var entry && entry.Hash == key; i++)
        {
            yield return entry.Ordinal;
        }
    }

    /// <summary>The runs of a hash.</summary>
    public IEnumerable<SegmentRun> FindRuns(ProjectId project, GroupingHash hash)
    {
        for (var i = Search(_index.RunCount, i => _index.ReadRun(i).CompareTo(project.Value, hash) >= 0);
            i < _index.RunCount && _index.ReadRun(i) is var run && run.CompareTo(project.Value, hash) == 0;
            i++)
        {
            yield return run;
        }
    }

    /// <summary>The runs of a project.</summary>
    public IEnumerable<SegmentRun> FindRuns(ProjectId project)
    {
        for (var i = Search(_index.RunCount, i => _index.ReadRun(i).Project >= project.Value);
            i < _index.RunCount && _index.ReadRun(i) is var run && run.Project == project.Value;
            i++)
        {
            yield return run;
        }
    }

    /// <summary>The run that an event belongs to; for when the event itself cannot be read.</summary>
    public SegmentRun? RunOf(int ordinal)
    {
        foreach (var run in _index.ReadRuns())
        {
            if (run.First <= ordinal && ordinal < run.First + run.Count)
            {
                return run;
            }
        }

        return null;
    }

    /// <summary>The number of the block that holds an event.</summary>
    public int BlockOf(int ordinal) => Search(_blocks.Length, i => _blocks[i].First > ordinal) - 1;

    /// <summary>Reads what is known of the events of a block.</summary>
    public SegmentEvent[] ReadFacts(int block) => BlockReader.ReadFacts(_file, _blocks[block], NameOf(block));

    /// <summary>Reads the payload of an event of a block.</summary>
    public byte[] ReadPayload(int block, SegmentEvent of)
    {
        if (of.PayloadLength == 0)
        {
            return [];
        }

        var payloads = BlockReader.ReadPayloads(_file, _blocks[block], NameOf(block));
        return of.PayloadOffset + of.PayloadLength <= payloads.Length
            ? payloads.AsSpan(of.PayloadOffset, of.PayloadLength).ToArray()
            : throw Damaged($"The payload of {NameOf(block)}");
    }

    /// <summary>Reads the payloads of a block, one after the other.</summary>
    public byte[] ReadPayloads(int block) => _blocks[block].PayloadsLength == 0 ? [] : BlockReader.ReadPayloads(_file, _blocks[block], NameOf(block));

    /// <summary>How many bytes the payloads have in blocks with events of a project; those of others that share a block with them count too.</summary>
    public long PayloadBytes(ProjectId project)
    {
        var blocks = new HashSet<int>();
        foreach (var run in FindRuns(project))
        {
            for (var block = BlockOf(run.First); block < _blocks.Length && _blocks[block].First < run.First + run.Count; block++)
            {
                blocks.Add(block);
            }
        }

        return blocks.Sum(block => (long)_blocks[block].PayloadsLength);
    }

    /// <summary>Reads both parts of a block as they are stored.</summary>
    public byte[] ReadStored(SegmentBlock block)
    {
        var stored = new byte[block.Stored];
        if (_file.Read(block.Offset, stored) < stored.Length
            || Checksum.Compute(stored.AsSpan(0, block.FactsStored)) != block.FactsChecksum
            || Checksum.Compute(stored.AsSpan(block.FactsStored)) != block.PayloadsChecksum)
        {
            throw Damaged($"the block at byte {block.Offset} of '{_info.Path}'");
        }

        return stored;
    }

    public void Dispose() => _file.Dispose();

    public static StoreDamagedException Damaged(string what) => new($"{what} does not hold what was written: its checksum differs.");

    private static SegmentFile Open(IStoreFile file, SegmentInfo info)
    {
        try
        {
            var (blocks, index) = StoredIndex.Open(file, info);
            return new SegmentFile(file, info, blocks, index);
        }
        catch (StoreDamagedException damage)
        {
            var (blocks, areChecked, index) = SegmentRebuild.Run(file, info);
            if (index.KeyCount == 0)
            {
                throw new StoreDamagedException($"{damage.Message} None of its {info.Events} events, received on {info.DayText}, can be read.", damage);
            }

            var lost = info.Events - index.KeyCount;
            var outcome = lost == 0 ? $"All of its {info.Events} events were found again without it." : $"{lost} of its {info.Events} events, received on {info.DayText}, cannot be read.";
            return new SegmentFile(file, info, blocks, index) { Damage = new StoreDamagedException($"{damage.Message} {outcome}", damage), IsRebuilt = areChecked && lost == 0 };
        }
    }

    private string NameOf(int block) => $"block {block} of '{_info.Path}'";

    /// <summary>The first of <paramref name="count"/> entries that is far enough, or their number.</summary>
    private static int Search(int count, Func<int, bool> isFarEnough)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (isFarEnough(middle))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
