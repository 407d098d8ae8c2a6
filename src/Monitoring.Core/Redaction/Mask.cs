namespace Monitoring.Core.Redaction;

/// <summary>What stands in place of a secret.</summary>
internal static class Mask
{
    public const string Text = "[redacted]";
}
