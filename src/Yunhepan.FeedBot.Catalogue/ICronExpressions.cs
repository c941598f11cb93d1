namespace Yunhepan.FeedBot.Catalogue;

/// <summary>Evaluates Quartz's cron dialect. The host implements it, because only the host references Quartz.</summary>
public interface ICronExpressions
{
    /// <summary>Returns null if the expression is valid, otherwise what is wrong.</summary>
    string? Validate(string expression);

    /// <summary>Returns the first moment after <paramref name="after"/>, or null if there is none.</summary>
    DateTimeOffset? Next(string expression, TimeZoneInfo zone, DateTimeOffset after);
}
