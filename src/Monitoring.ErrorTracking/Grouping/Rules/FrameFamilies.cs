namespace Monitoring.ErrorTracking.Grouping.Rules;

/// <summary>Platforms whose frames look alike, by the names that rules use.</summary>
[Flags]
internal enum FrameFamilies
{
    None = 0,
    Other = 1,
    Native = 2,
    JavaScript = 4,
    All = Other | Native | JavaScript,
}
