using Microsoft.Extensions.Options;

namespace Monitoring.ErrorTracking;

/// <summary>Refuses options outside of their ranges when the host starts, naming the setting.</summary>
[OptionsValidator]
internal sealed partial class ErrorTrackingOptionsValidator : IValidateOptions<ErrorTrackingOptions>;
