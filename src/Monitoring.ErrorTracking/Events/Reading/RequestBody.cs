using System.Text;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Decodes bodies that were sent as text but are JSON or a form.</summary>
internal static class RequestBody
{
    /// <summary>So many pairs are longer than a body may be, however short each is.</summary>
    private const int MostPairs = 2000;

    /// <summary>The decoded body and its media type; absent when the text is neither.</summary>
    public static RawJson Decode(ReadOnlySpan<byte> text, out string? contentType)
    {
        var trimmed = text.Trim(" \t\r\n"u8);
        contentType = null;
        if (!trimmed.IsEmpty && trimmed[0] is (byte)'{' or (byte)'[')
        {
            ReadOnlyMemory<byte> body = trimmed.ToArray();
            if (RawJson.TryParse(body, out var json))
            {
                contentType = "application/json";
                return json;
            }

            return default;
        }

        var form = Encoding.UTF8.GetString(trimmed);
        if (!FormText.LooksLikeForm(form))
        {
            return default;
        }

        contentType = "application/x-www-form-urlencoded";
        return RawObjects.FromPairs(FormText.ReadQuery(form).Take(MostPairs));
    }
}
