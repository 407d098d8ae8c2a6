namespace Monitoring.ErrorTracking.Spooling;

/// <summary>What is counted of an event once it is stored, beside what the store counts.</summary>
/// <param name="Category">What it counts as.</param>
/// <param name="Sampling">Why its payload is not kept; empty when it is.</param>
internal readonly record struct EventNote(string Category, string Sampling);
