using System.Buffers;
using System.Globalization;
using Monitoring.Core.Redaction;
using Monitoring.ErrorTracking.Json;
using Monitoring.ErrorTracking.Scrubbing.Fields;
using Monitoring.ErrorTracking.Scrubbing.Patterns;

namespace Monitoring.ErrorTracking.Scrubbing.Passes;

/// <summary>Where a pass is within an event, what it has noted, and what of the user it has changed.</summary>
internal sealed class ScrubTrail(RegexBudget budget) : IDisposable
{
    private const int MaxNotes = 500;

    private static readonly string[] Numbers = [.. Enumerable.Range(0, 1000).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    private readonly string[] _path = new string[JsonCursor.MaxDepth + 8];
    private readonly List<SecretStretch> _found = [];
    private readonly List<Stretch> _stretches = [];
    private char[] _chars = [];
    private List<(string[] Path, Remark[] Remarks, int Length)>? _notes;

    /// <summary>How much time the project's expressions have left.</summary>
    public RegexBudget Budget => budget;

    /// <summary>What of the user was changed, as it was before.</summary>
    public Dictionary<FieldRole, string> Changed { get; } = [];

    /// <summary>Whether a text within a text is being looked at: remarks go to the outer one.</summary>
    public bool IsNested { get; set; }

    public bool HasNotes => _notes is not null;

    public void Enter(int depth, string name)
    {
        if (!IsNested)
        {
            _path[depth] = name;
        }
    }

    public void Enter(int depth, int index)
    {
        if (!IsNested)
        {
            _path[depth] = index < Numbers.Length ? Numbers[index] : index.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Whether a text has what the built-in rules look for. Most have not, and so no string is made of them.</summary>
    public bool HasAnything(Scrubber scrubber, ReadOnlySpan<byte> raw, bool escaped, TextTask task)
    {
        if (_chars.Length < raw.Length)
        {
            ArrayPool<char>.Shared.Return(_chars);
            _chars = ArrayPool<char>.Shared.Rent(raw.Length);
        }

        return scrubber.Texts.MayChange(_chars.AsSpan(0, JsonText.Decode(raw, escaped, _chars)), task, _found, _stretches);
    }

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_chars);
        _chars = [];
    }

    /// <summary>Notes why a value is another one now. There is room for some hundreds of values.</summary>
    public void Note(int depth, IEnumerable<Remark> remarks, int length)
    {
        if (!IsNested && (_notes ??= []).Count < MaxNotes)
        {
            _notes.Add((_path[..depth], [.. remarks], length));
        }
    }

    /// <summary>What the sender noted together with what was noted here.</summary>
    public byte[] Merge(ReadOnlyMemory<byte> noted)
    {
        var tree = MetaTree.Read(noted);
        foreach (var (path, remarks, length) in _notes ?? [])
        {
            tree.Add(path, remarks, length);
        }

        return tree.ToUtf8();
    }
}
