using Monitoring.ErrorTracking.Grouping.Components;

namespace Monitoring.ErrorTracking.Grouping.Strategies;

/// <summary>What a strategy makes of an event: a view of its in-app frames and one of all frames, or a single view.</summary>
internal sealed class Variants
{
    public Component? App { get; init; }

    public Component? System { get; init; }

    public Component? Default { get; init; }

    public bool Contribute => App?.Contributes == true || System?.Contributes == true || Default?.Contributes == true;

    public void Ignore(Hint hint)
    {
        foreach (var variant in (ReadOnlySpan<Component?>)[App, System, Default])
        {
            if (variant?.Contributes == true)
            {
                variant.Ignore(hint);
            }
        }
    }

    /// <summary>Each view as a part of something larger.</summary>
    public static Variants Wrap(Variants inner, Func<Component, Component> wrap) => new()
    {
        App = inner.App is { } app ? wrap(app) : null,
        System = inner.System is { } system ? wrap(system) : null,
        Default = inner.Default is { } single ? wrap(single) : null,
    };
}
