using Microsoft.Extensions.Options;

namespace Monitoring.Storage.LiteDb;

[OptionsValidator]
internal sealed partial class LiteDbOptionsValidator : IValidateOptions<LiteDbOptions>;
