namespace Monitoring.ErrorTracking.Filters.Matching;

/// <summary>Tells errors by their message: of each exception the value and <c>type: value</c>, and the message of the event.</summary>
internal sealed class ErrorMessages(IEnumerable<string> patterns)
{
    private readonly Patterns _patterns = new(patterns);

    public bool Matches(FilterSubject subject)
    {
        foreach (var exception in subject.Event.Exceptions)
        {
            var full = exception switch
            {
                { Type: { } type, Value: { } value } => $"{type}: {value}",
                _ => exception.Type,
            };
            if (_patterns.IsMatch(exception.Value, subject.Budget) || _patterns.IsMatch(full, subject.Budget))
            {
                return true;
            }
        }

        return subject.Event.Message is { } message && (_patterns.IsMatch(message.Formatted, subject.Budget) || _patterns.IsMatch(message.Message, subject.Budget));
    }
}
