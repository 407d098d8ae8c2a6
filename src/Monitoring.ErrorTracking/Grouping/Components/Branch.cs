using System.Runtime.InteropServices;

namespace Monitoring.ErrorTracking.Grouping.Components;

/// <summary>A list of parts. It counts when any of them did as the list was made, unless it is told otherwise.</summary>
internal sealed class Branch : Component
{
    private readonly Component[] _parts;

    public Branch(string id, params Component[] parts)
        : base(id)
    {
        _parts = parts;
        Contributes = Array.Exists(parts, part => part.Contributes);
    }

    public override bool HasContributingTrace =>
        Contributes && Array.Exists(_parts, part => part.HasContributingTrace);

    /// <summary>Says why, of one that does not count anyway.</summary>
    public void Explain(Hint hint) => Hint = hint;

    public override void Write(HashInput values)
    {
        if (!Contributes)
        {
            return;
        }

        foreach (var part in _parts)
        {
            part.Write(values);
        }
    }

    public override GroupingComponent Explain() => new()
    {
        Id = Id,
        Contributes = Contributes,
        Hint = Hint.ToString(),
        Components = ImmutableCollectionsMarshal.AsImmutableArray(Array.ConvertAll(_parts, part => part.Explain())),
    };
}
