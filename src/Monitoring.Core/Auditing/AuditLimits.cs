namespace Monitoring.Core.Auditing;

/// <summary>How long the texts of an audit entry may be, in characters; longer ones are cut.</summary>
internal static class AuditLimits
{
    public const int Name = 255;

    public const int State = 16 * 1024;
}
