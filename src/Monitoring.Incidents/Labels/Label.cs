namespace Monitoring.Incidents.Labels;

/// <summary>A name and its value.</summary>
internal readonly record struct Label(string Name, string Value)
{
    public override string ToString() => $"{Name}={QuotedText.Write(Value)}";
}
