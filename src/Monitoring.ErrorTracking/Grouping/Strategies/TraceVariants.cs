using Monitoring.ErrorTracking.Grouping.Components;
using Monitoring.ErrorTracking.Grouping.Configurations;

namespace Monitoring.ErrorTracking.Grouping.Strategies;

/// <summary>Decides which of the two views of a trace count.</summary>
internal static class TraceVariants
{
    private static readonly Hint OnlySystemHasTrace =
        Hint.Of("ignored because this variant does not have a contributing stacktrace, but the system variant does");

    private static readonly Hint OnlyAppHasTrace =
        Hint.Of("ignored because this variant does not have a contributing stacktrace, but the app variant does");

    private static readonly Hint EqualsApp = Hint.Of("hash equals app variant");
    private static readonly Hint EqualsSystem = Hint.Of("hash equals system variant");

    private static readonly Hint NoneInApp = Hint.Of("ignored because no frame is in-app, and the event has a message");

    /// <summary>
    /// The views of a trace that was attached to a message. Where none of its frames is in-app it tells how the framework happened to call, which differs
    /// from event to event; the message says more.
    /// </summary>
    public static Variants OfMessage(Variants variants, GroupingScope scope)
    {
        var settled = Settle(variants, scope.Configuration);
        var isForeign = settled is { App.HasContributingTrace: false, System.HasContributingTrace: true };
        if (isForeign && scope.Configuration.PrefersMessages && MessageStrategy.HasMessage(scope.Event))
        {
            settled.System!.Ignore(NoneInApp);
        }

        return settled;
    }

    /// <summary>A view without a trace gives way to one with a trace, and of two views with the same values one is enough.</summary>
    public static Variants Settle(Variants variants, GroupingConfiguration configuration)
    {
        if (variants is not { App: { } app, System: { } system })
        {
            return variants;
        }

        var (inApp, inSystem) = (app.HasContributingTrace, system.HasContributingTrace);
        if (inSystem && !inApp && app.Contributes)
        {
            app.Ignore(OnlySystemHasTrace);
        }
        else if (inApp && !inSystem && system.Contributes)
        {
            system.Ignore(OnlyAppHasTrace);
        }
        else if (app.Contributes && system.Contributes && HaveEqualValues(app, system))
        {
            (configuration.PrefersApp ? system : app).Ignore(configuration.PrefersApp ? EqualsApp : EqualsSystem);
        }

        return variants;
    }

    private static bool HaveEqualValues(Component app, Component system)
    {
        using var values = new HashInput();
        using var others = new HashInput();
        app.Write(values);
        system.Write(others);
        return values.HasSameValues(others);
    }
}
