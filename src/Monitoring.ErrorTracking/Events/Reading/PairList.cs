using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Collects pairs up to a number and a size; what goes beyond is left out, and that is noted once.</summary>
internal struct PairList(EventScope scope, string field, int maxBytes)
{
    private readonly ImmutableArray<TextPair>.Builder _pairs = ImmutableArray.CreateBuilder<TextPair>();
    private int _left = maxBytes;
    private bool _full;

    /// <summary>Whether something has been left out, so that nothing more is taken.</summary>
    public readonly bool IsFull => _full;

    public void Add(string name, string value)
    {
        if (_full)
        {
            return;
        }

        var room = _left - name.Length;
        if (_pairs.Count >= Limits.Pairs || room < Math.Min(value.Length, 3))
        {
            _full = true;
            scope.Report(field, EventProblemCodes.ValueTooLong, "too many or too long");
            return;
        }

        var cut = scope.Cut(field, value, new TextLimit(Math.Max(room, value.Length <= 3 ? value.Length : 0)));
        _left = room - cut.Length;
        _pairs.Add(new TextPair(name, cut));
    }

    public readonly ImmutableArray<TextPair> ToImmutable() => _pairs.DrainToImmutable();
}
