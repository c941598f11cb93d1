using System.Globalization;

namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>
/// A time as the log, the remarks and the commands show it: RFC 3339, in UTC. There is one notation, so that what one of them
/// prints can be found in the others.
/// </summary>
public readonly record struct ShownTime(DateTimeOffset At)
{
    public static implicit operator ShownTime(DateTimeOffset at) => new(at);

    public static ShownTime FromDateTimeOffset(DateTimeOffset at) => new(at);

    public override string ToString() => At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The time by the clocks of a zone, with its offset.</summary>
    public string In(TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(At, zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
