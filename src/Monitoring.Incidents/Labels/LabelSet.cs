using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Monitoring.Incidents.Labels;

/// <summary>
/// The labels of an alert: its identity. Names are unique and in order of their UTF-8 bytes; a label with an empty value is the same as none and is not kept.
/// </summary>
internal sealed class LabelSet : IReadOnlyCollection<Label>, IEquatable<LabelSet>
{
    private readonly ImmutableArray<Label> _labels;

    private LabelSet(ImmutableArray<Label> labels) => _labels = labels;

    public static LabelSet Empty { get; } = new([]);

    public int Count => _labels.Length;

    /// <summary>A label's value, or "" where there is none: matchers and rules take both for the same.</summary>
    public string this[string name] => TryGet(name, out var value) ? value : "";

    /// <summary>Puts labels in order. Of several with one name the last one counts.</summary>
    public static LabelSet Of(IEnumerable<Label> labels)
    {
        var kept = new SortedDictionary<string, string>(CodePointOrder.Instance);
        foreach (var (name, value) in labels)
        {
            kept[name] = value;
        }

        return new LabelSet([.. from label in kept where label.Value.Length > 0 select new Label(label.Key, label.Value)]);
    }

    public bool TryGet(string name, [NotNullWhen(true)] out string? value)
    {
        foreach (var label in _labels)
        {
            if (label.Name == name)
            {
                value = label.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <summary>The labels of these names.</summary>
    public LabelSet Only(IReadOnlySet<string> names) => new([.. _labels.Where(label => names.Contains(label.Name))]);

    public bool Equals(LabelSet? other) => other is not null && _labels.AsSpan().SequenceEqual(other._labels.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var label in _labels)
        {
            hash.Add(label);
        }

        return hash.ToHashCode();
    }

    public IEnumerator<Label> GetEnumerator() => ((IEnumerable<Label>)_labels).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>As Prometheus writes them, for people.</summary>
    public override string ToString() => $"{{{string.Join(", ", _labels)}}}";
}
