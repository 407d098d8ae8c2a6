using System.Collections.Immutable;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping.Components;
using Monitoring.ErrorTracking.Grouping.Configurations;
using Monitoring.ErrorTracking.Grouping.Frames;
using Monitoring.ErrorTracking.Grouping.Strategies;

namespace Monitoring.ErrorTracking.Grouping.Decisions;

/// <summary>Decides how an event is grouped under one configuration.</summary>
internal sealed class GroupingEngine(GroupingConfiguration configuration)
{
    // In the order of precedence: the first that has anything to say decides.
    private static readonly ImmutableArray<IStrategy> Strategies =
    [
        new ExceptionStrategy(),
        new ThreadsStrategy(),
        new StackTraceStrategy(),
        new TemplateStrategy(),
        new CspStrategy(),
        new HostReportStrategy(EventTypes.Hpkp, "hpkp"),
        new HostReportStrategy(EventTypes.ExpectStaple, "expect-staple"),
        new HostReportStrategy(EventTypes.ExpectCt, "expect-ct"),
        new MessageStrategy(),
    ];

    private readonly FrameTexts _texts = new();

    public GroupingConfiguration Configuration { get; } = configuration;

    /// <summary>Decides.</summary>
    /// <param name="errorEvent">The event.</param>
    /// <param name="rules">The rules of the project.</param>
    /// <param name="isComplete">Whether also what cannot count any more is looked at, so that it can be shown.</param>
    public GroupingDecision Decide(ErrorEvent errorEvent, GroupingRules rules, bool isComplete)
    {
        var scope = new GroupingScope(errorEvent, Configuration, rules, _texts);
        if (errorEvent.Checksum is { Length: > 0 } checksum)
        {
            return new GroupingDecision { Variants = [OfChecksum(checksum)], Scope = scope };
        }

        var fingerprint = FingerprintChoice.Of(scope);
        if (fingerprint is not null && !isComplete && !FingerprintVariants.KeepsDefault(fingerprint))
        {
            NameMainException(scope);
            return new GroupingDecision { Variants = [FingerprintVariants.Custom(fingerprint, scope)], Fingerprint = fingerprint, Scope = scope };
        }

        var variants = ByComponents(scope, isComplete);
        if (fingerprint is not null && !FingerprintVariants.IsDefault(fingerprint))
        {
            variants = FingerprintVariants.Combine(fingerprint, variants, scope);
        }

        if (!variants.Any(variant => variant.Contributes))
        {
            variants = variants.Add(Fallback(fingerprint, scope));
        }

        return new GroupingDecision { Variants = variants, Fingerprint = fingerprint, Scope = scope };
    }

    /// <summary>The title needs it, also where the exceptions themselves do not count.</summary>
    private static void NameMainException(GroupingScope scope)
    {
        if (scope.Event.Exceptions.Length > 1)
        {
            Strategies[0].Of(scope);
        }
    }

    private static ImmutableArray<DecidedVariant> ByComponents(GroupingScope scope, bool isComplete)
    {
        var all = new List<Variants>();
        var precedence = default(Hint);
        foreach (var strategy in Strategies)
        {
            if (strategy.Of(scope) is not { } variants)
            {
                continue;
            }

            all.Add(variants);
            if (!precedence.IsNone)
            {
                variants.Ignore(precedence);
            }
            else if (variants.Contribute)
            {
                precedence = Precedence(strategy.Name, variants, isComplete);
                if (!isComplete)
                {
                    break;
                }
            }
        }

        var decided = ImmutableArray.CreateBuilder<DecidedVariant>(2);
        AddRoot(ComponentIds.App, all, static variants => variants.App, precedence, decided);
        AddRoot(ComponentIds.System, all, static variants => variants.System, precedence, decided);
        AddRoot(ComponentIds.Default, all, static variants => variants.Default, precedence, decided);
        return decided.DrainToImmutable();
    }

    private static void AddRoot(string name, List<Variants> all, Func<Variants, Component?> view, Hint precedence, ImmutableArray<DecidedVariant>.Builder decided)
    {
        Component[] present = all is [var only] ? view(only) is { } single ? [single] : [] : [.. all.Select(view).OfType<Component>()];
        if (present.Length == 0)
        {
            return;
        }

        var root = new Branch(name, present);
        var hint = root.Contributes ? default : present.Length == 1 && !present[0].Hint.IsNone ? present[0].Hint : precedence;
        root.Explain(hint);
        decided.Add(new DecidedVariant { Name = name, Type = VariantTypes.Component, Contributes = root.Contributes, Component = root, Hint = hint });
    }

    private static Hint Precedence(string name, Variants variants, bool isComplete)
    {
        if (!isComplete)
        {
            return Hint.Of(name);
        }

        var (app, system) = (variants.App?.Contributes == true, variants.System?.Contributes == true);
        var subject = app || system ? $"{name} of {(app ? ComponentIds.App : "")}{(app && system ? "/" : "")}{(system ? ComponentIds.System : "")}" : name;
        return Hint.Of($"{subject} {(name.EndsWith('s') ? "take" : "takes")} precedence");
    }

    /// <summary>For events that have nothing to group by, or nothing for the <c>{{ default }}</c> of their fingerprint.</summary>
    private DecidedVariant Fallback(AppliedFingerprint? fingerprint, GroupingScope scope) => new()
    {
        Name = "fallback",
        Type = VariantTypes.Fallback,
        Contributes = true,
        Values = Configuration.DividesFallback
            ? [scope.Event.Type, scope.Event.Platform, scope.Event.Logger ?? "", .. fingerprint is null ? [] : FingerprintVariants.OwnValues(fingerprint, scope)]
            : [],
    };

    private static DecidedVariant OfChecksum(string checksum)
    {
        var isHash = GroupingHash.TryParse(checksum, out var hash) && !hash.IsDefault && hash.ToString() == checksum;
        return new DecidedVariant
        {
            Name = isHash ? "checksum" : "hashed_checksum",
            Type = isHash ? VariantTypes.Checksum : VariantTypes.HashedChecksum,
            Contributes = true,
            Values = [checksum],
            GivenHash = isHash ? hash : default,
        };
    }
}
