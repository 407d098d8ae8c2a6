using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>What the readers of one event share: where they are, what was wrong so far, and strings that repeat.</summary>
internal sealed class EventScope(StringCache strings, RepeatedParts<StackFrame[]>? traces, TimeSpan clockDrift)
{
    private readonly List<EventProblem> _problems = [];
    private readonly (string? Name, int Index)[] _path = new (string?, int)[16];
    private int _depth;
    private string? _lastReason;
    private int _repeats;

    public StringCache Strings { get; } = strings;

    /// <summary>Frames of traces that repeat; null when none are remembered.</summary>
    public RepeatedParts<StackFrame[]>? Traces { get; } = traces;

    /// <summary>How often a fault was reported, room or not.</summary>
    public int Reports { get; private set; }

    /// <summary>What is added to every time of the event.</summary>
    public TimeSpan ClockDrift { get; } = clockDrift;

    /// <summary>Frames that are being collected; one trace at a time.</summary>
    public BoundedList<StackFrame> Frames { get; } = new(Limits.OldestFrames, Limits.NewestFrames);

    public ImmutableArray<EventProblem> Problems => [.. _problems];

    /// <summary>Goes into a property; <see cref="Leave"/> must follow.</summary>
    public void Enter(string name) => _path[_depth++] = (name, 0);

    /// <summary>Goes into an element; <see cref="Leave"/> must follow.</summary>
    public void Enter(int index) => _path[_depth++] = (null, index);

    public void Leave() => _depth--;

    /// <summary>
    /// Notes a fault in a field of the place where the readers are, while there is room; the same fault of the same field only once. The field's name
    /// may be empty for the place itself.
    /// </summary>
    public void Report(string field, string code, string reason)
    {
        Reports++;

        // Most of very many faults of one kind are the same one again; they must not cost a path each.
        _repeats = ReferenceEquals(reason, _lastReason) ? _repeats + 1 : 0;
        _lastReason = reason;
        if (_problems.Count >= Limits.Problems || _repeats > Limits.Problems)
        {
            return;
        }

        var problem = new EventProblem { Code = code, Path = PathOf(field), Reason = reason };
        if (!_problems.Contains(problem))
        {
            _problems.Add(problem);
        }
    }

    private string PathOf(string field)
    {
        var path = new StringBuilder();
        foreach (var (name, index) in _path.AsSpan(0, _depth))
        {
            path.Append(path.Length == 0 ? "" : ".").Append(name ?? index.ToString(CultureInfo.InvariantCulture));
        }

        path.Append(path.Length == 0 || field.Length == 0 ? "" : ".").Append(field);
        return path.Length <= Limits.Path.Max ? path.ToString() : string.Concat(path.ToString().AsSpan(0, TextFields.LengthOf(path.ToString(), Limits.Path.Max - 3)), "...");
    }
}
