using System.Text.Json.Serialization;

namespace Yunhepan.FeedBot.Articles;

/// <summary>What a correction changed. The log stores the names below.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChangedField>))]
public enum ChangedField
{
    [JsonStringEnumMemberName("title")]
    Title,

    /// <summary>The first passage of the text that differs.</summary>
    [JsonStringEnumMemberName("text")]
    Text,

    /// <summary>A number, as written in title or text.</summary>
    [JsonStringEnumMemberName("number")]
    Number,

    /// <summary>A name, as written in title or text.</summary>
    [JsonStringEnumMemberName("name")]
    Name,

    /// <summary>A time, as written in title or text.</summary>
    [JsonStringEnumMemberName("time")]
    Time,

    /// <summary>The publisher that the article names as its origin.</summary>
    [JsonStringEnumMemberName("origin")]
    Origin,

    /// <summary>A separate notice corrects the article.</summary>
    [JsonStringEnumMemberName("notice")]
    Notice,

    /// <summary>The subject of an alert is over; with the end as the old value, it no longer is.</summary>
    [JsonStringEnumMemberName("end")]
    End,

    /// <summary>The article reports something else, so that it may leave its story.</summary>
    [JsonStringEnumMemberName("story")]
    Story,

    /// <summary>A withdrawal was undone.</summary>
    [JsonStringEnumMemberName("restored")]
    Restored,

    /// <summary>Personal data was removed: later stages do not show the old values.</summary>
    [JsonStringEnumMemberName("private")]
    Private,
}
