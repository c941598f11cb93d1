using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>Maps properties to JSON columns.</summary>
public static class JsonColumns
{
    /// <summary>Stores a list of records as JSON in one text column, the same on both engines.</summary>
    public static PropertyBuilder<List<T>> StoredAsJson<T>(this PropertyBuilder<List<T>> property)
        where T : notnull =>
        property.HasConversion(new JsonList<T>(), JsonList<T>.Comparer);
}
