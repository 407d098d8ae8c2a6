using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Monitoring.ErrorTracking.Grouping.Rules;

/// <summary>Names texts of rules by what is in them.</summary>
internal static class RuleTexts
{
    private const int Length = 32;

    /// <summary>As <see cref="GroupingRules.Id"/> says.</summary>
    public static string? IdOf(string? enhancements, string? fingerprintRules)
    {
        if (string.IsNullOrWhiteSpace(enhancements) && string.IsNullOrWhiteSpace(fingerprintRules))
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in (ReadOnlySpan<string>)["grouping-rules", "1", enhancements ?? "", fingerprintRules ?? ""])
        {
            var utf8 = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, utf8.Length);
            hash.AppendData(length);
            hash.AppendData(utf8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Length];
    }
}
