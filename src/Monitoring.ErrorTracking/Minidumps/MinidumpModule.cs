namespace Monitoring.ErrorTracking.Minidumps;

/// <summary>A module in the list of a dump.</summary>
internal readonly record struct MinidumpModule(string Name, ulong Start, uint Size)
{
    public bool Holds(ulong address) => address >= Start && address - Start < Size;
}
