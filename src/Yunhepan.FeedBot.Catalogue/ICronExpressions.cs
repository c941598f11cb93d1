namespace Yunhepan.FeedBot.Catalogue;

/// <summary>Quartz's cron dialect. The host implements it, as Quartz has its home there.</summary>
public interface ICronExpressions
{
    /// <summary>Null when valid, else what is wrong.</summary>
    string? Validate(string expression);

    /// <summary>The first moment after <paramref name="after"/>, or null when there is none.</summary>
    DateTimeOffset? Next(string expression, TimeZoneInfo zone, DateTimeOffset after);
}
