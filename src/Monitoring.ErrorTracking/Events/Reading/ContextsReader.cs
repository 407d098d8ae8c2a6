using System.Collections.Immutable;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Reads the contexts: an object of objects, each kept as text.</summary>
internal static class ContextsReader
{
    public static ImmutableArray<NamedJson> Read(ref JsonCursor json, EventScope scope)
    {
        if (!json.EnterObject())
        {
            scope.SkipUnexpected(ref json, "", "expected an object");
            return [];
        }

        var contexts = ImmutableArray.CreateBuilder<NamedJson>();
        while (json.NextProperty(out var name))
        {
            var key = scope.Strings.GetPlain(name);
            var value = scope.ReadRawObject(ref json, key, Limits.Context);
            if (value.HasValue)
            {
                Put(contexts, new NamedJson(key, value), scope);
            }
        }

        return contexts.DrainToImmutable();
    }

    private static void Put(ImmutableArray<NamedJson>.Builder contexts, NamedJson context, EventScope scope)
    {
        for (var i = 0; i < contexts.Count; i++)
        {
            if (contexts[i].Name == context.Name)
            {
                contexts[i] = context;
                return;
            }
        }

        if (contexts.Count >= Limits.Contexts)
        {
            scope.Report("", EventProblemCodes.ValueTooLong, "too many contexts");
            return;
        }

        contexts.Add(context);
    }
}
