namespace Monitoring.ErrorTracking.Grouping.Components;

/// <summary>One value. An absent or empty one does not count.</summary>
internal sealed class Leaf : Component
{
    private readonly string? _value;

    public Leaf(string id, string? value)
        : base(id)
    {
        _value = string.IsNullOrEmpty(value) ? null : value;
        Contributes = _value is not null;
    }

    /// <summary>A value that was changed before it counts.</summary>
    public Leaf(string id, string? value, string? hint)
        : this(id, value) => Hint = hint is null ? default : Hint.Of(hint);

    public override void Write(HashInput values)
    {
        if (Contributes)
        {
            values.Add(_value!);
        }
    }

    public override GroupingComponent Explain() => new() { Id = Id, Contributes = Contributes, Hint = Hint.ToString(), Value = _value };
}
