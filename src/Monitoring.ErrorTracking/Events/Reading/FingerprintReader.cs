using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Reads a fingerprint: texts, or numbers and booleans in their place; a bare one is a list of one.</summary>
internal static class FingerprintReader
{
    /// <summary>One character and the three dots behind it.</summary>
    private const int SmallestCut = 4;

    private const string TooLong = "the fingerprint is too long";

    public static ImmutableArray<string> Read(ref JsonCursor json, EventScope scope)
    {
        var parts = ImmutableArray.CreateBuilder<string>();
        var left = Limits.Fingerprint;
        if (!json.EnterArray())
        {
            if (json.Kind is JsonValueKind.Object or JsonValueKind.Null)
            {
                scope.SkipUnexpected(ref json, "", "expected a list of texts");
            }
            else
            {
                Add(parts, ReadPart(ref json, scope, 0), ref left, scope);
            }

            return parts.DrainToImmutable();
        }

        for (var index = 0; json.NextElement(); index++)
        {
            if (left < SmallestCut)
            {
                json.Skip();
                scope.Report("", EventProblemCodes.ValueTooLong, TooLong);
            }
            else
            {
                Add(parts, ReadPart(ref json, scope, index), ref left, scope);
            }
        }

        return parts.DrainToImmutable();
    }

    private static string? ReadPart(ref JsonCursor json, EventScope scope, int index)
    {
        switch (json.Kind)
        {
            case JsonValueKind.Number:
                return NumberText(json.TakeScalar());
            case JsonValueKind.String or JsonValueKind.True or JsonValueKind.False:
                return scope.ReadLenientName(ref json, "");
            default:
                scope.SkipUnexpected(ref json, index.ToString(CultureInfo.InvariantCulture), "expected a text");
                return null;
        }
    }

    private static void Add(ImmutableArray<string>.Builder parts, string? part, ref int left, EventScope scope)
    {
        if (part is null)
        {
            return;
        }

        // An element costs one more than its characters, so that there cannot be very many empty ones.
        var cut = scope.Cut("", part, new TextLimit(left));
        left -= cut.Length + 1;
        parts.Add(cut);
    }

    /// <summary>Whole numbers without a fraction, others as they stand; a number without bounds is none.</summary>
    private static string? NumberText(ReadOnlySpan<byte> number)
    {
        var text = Encoding.ASCII.GetString(number);
        if (!number.ContainsAny((byte)'.', (byte)'e', (byte)'E'))
        {
            return text;
        }

        var value = double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : null;
    }
}
