using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>What the readers of one event share: where they are, what was wrong so far, and strings that repeat.</summary>
internal sealed class EventScope(StringCache strings, TimeSpan clockDrift)
{
    private readonly List<EventProblem> _problems = [];
    private readonly (string? Name, int Index)[] _path = new (string?, int)[16];
    private int _depth;

    public StringCache Strings { get; } = strings;

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

    /// <summary>Notes a fault in a field of the place where the readers are; the field's name may be empty for the place itself.</summary>
    public void Report(string field, string code, string reason) =>
        Add(new EventProblem { Code = code, Path = PathOf(field), Reason = reason });

    /// <summary>Notes a fault while there is room; the same fault of the same field only once.</summary>
    private void Add(EventProblem problem)
    {
        if (_problems.Count < Limits.Problems && !_problems.Contains(problem))
        {
            _problems.Add(problem);
        }
    }

    private string PathOf(string field)
    {
        if (_problems.Count >= Limits.Problems)
        {
            return "";
        }

        var path = new StringBuilder();
        foreach (var (name, index) in _path.AsSpan(0, _depth))
        {
            path.Append(path.Length == 0 ? "" : ".").Append(name ?? index.ToString(CultureInfo.InvariantCulture));
        }

        path.Append(path.Length == 0 || field.Length == 0 ? "" : ".").Append(field);
        return path.Length <= Limits.Path.Max ? path.ToString() : string.Concat(path.ToString().AsSpan(0, TextFields.LengthOf(path.ToString(), Limits.Path.Max - 3)), "...");
    }
}
