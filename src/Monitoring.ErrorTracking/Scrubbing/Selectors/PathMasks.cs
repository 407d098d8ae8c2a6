namespace Monitoring.ErrorTracking.Scrubbing.Selectors;

/// <summary>
/// Up to 64 places in paths of selectors, as bits. A set of bits says which parts are waited for; a step into a value leads from one set to the
/// next by a few operations, however many paths there are.
/// </summary>
internal sealed class PathMasks
{
    public const int Places = 64;

    private readonly Dictionary<string, ulong> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<int, ulong> _indexes = [];
    private readonly Dictionary<ValueKinds, ulong> _kinds = [];
    private ulong _any;
    private ulong _deep;
    private ulong _stay;
    private ulong _start;
    private int _used;

    public bool HasRoomFor(int parts) => _used + parts + 2 <= Places;

    /// <summary>Adds a path.</summary>
    /// <param name="parts">Its parts.</param>
    /// <param name="covers">Whether what lies in the values that it leads to is chosen, too.</param>
    /// <returns>The bit that is set when the path leads to a value.</returns>
    public ulong Add(ReadOnlySpan<SelectorPart> parts, bool covers)
    {
        _start |= 1UL << _used;
        foreach (var part in parts)
        {
            var bit = 1UL << _used++;
            if (part.IsDeep)
            {
                _deep |= bit;
                _stay |= bit;
            }
            else if (part.Name is { } name)
            {
                _names[name] = _names.GetValueOrDefault(name) | bit;
            }
            else if (part.Index >= 0)
            {
                _indexes[part.Index] = _indexes.GetValueOrDefault(part.Index) | bit;
            }
            else if (part.Kind != ValueKinds.None)
            {
                _kinds[part.Kind] = _kinds.GetValueOrDefault(part.Kind) | bit;
            }
            else
            {
                _any |= bit;
            }
        }

        var end = 1UL << _used++;
        _stay |= covers ? end : 0;
        _start = Close(_start);
        return end;
    }

    public ulong OfName(string name) => _names.GetValueOrDefault(name);

    public ulong OfIndex(int index) => _indexes.Count == 0 ? 0 : _indexes.GetValueOrDefault(index);

    /// <summary>The set after a step into a value.</summary>
    /// <param name="state">The set before; 0 at the event itself.</param>
    /// <param name="key">The bits of the name or index of the value.</param>
    /// <param name="kinds">What the value is.</param>
    public ulong Step(ulong state, ulong key, ValueKinds kinds)
    {
        var waiting = state | _start;
        var met = key | _any;
        foreach (var (kind, bits) in _kinds)
        {
            met |= (kind & kinds) != 0 ? bits : 0;
        }

        // An end waits for nothing, so nothing is led out of one path into the next.
        return Close(((waiting & met) << 1) | (waiting & _stay));
    }

    private ulong Close(ulong state) => state | ((state & _deep) << 1);
}
