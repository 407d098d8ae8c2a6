using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping.Components;

namespace Monitoring.ErrorTracking.Grouping.Strategies;

/// <summary>The message, best as the template from which it was made, without what changes from event to event.</summary>
internal sealed class MessageStrategy : IStrategy
{
    public string Name => ComponentIds.Message;

    public Variants? Of(GroupingScope scope)
    {
        if (TextOf(scope.Event) is not { Length: > 0 } text)
        {
            return null;
        }

        return new Variants { Default = new Branch(ComponentIds.Message, MaskedText.Leaf(ComponentIds.Message, text, scope)) };
    }

    public static bool HasMessage(ErrorEvent errorEvent) => !string.IsNullOrEmpty(TextOf(errorEvent));

    private static string? TextOf(ErrorEvent errorEvent) => errorEvent.Message?.Message ?? errorEvent.Message?.Formatted;
}
