namespace Monitoring.Migrate;

/// <summary>What the process ends with.</summary>
internal static class ExitCodes
{
    public const int Fine = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int TargetInUse = 3;
    public const int Different = 4;
}
