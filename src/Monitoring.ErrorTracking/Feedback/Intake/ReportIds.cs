using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Monitoring.ErrorTracking.Feedback.Reading;

namespace Monitoring.ErrorTracking.Feedback.Intake;

/// <summary>The ids of reports in the old form, which have none: what is sent again is the same report.</summary>
internal static class ReportIds
{
    private const string Algorithm = "user-report:1";

    /// <summary>The first bytes of a SHA-256 over the parts in UTF-8, each with its length before it.</summary>
    public static EventId Of(FeedbackReport report)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in (ReadOnlySpan<string?>)[Algorithm, report.AssociatedEventId?.ToString(), report.Name, report.ContactEmail, report.Message])
        {
            var bytes = Encoding.UTF8.GetBytes(part ?? "");
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return EventId.FromBytes(hash.GetHashAndReset().AsSpan(0, EventId.ByteLength));
    }
}
