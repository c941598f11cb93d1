using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Yunhepan.FeedBot.Hosting;

/// <summary>
/// Refuses an invalid value of a setting with a message that says what is allowed; the binder's message would name a C# type.
/// </summary>
internal static class SettingValues
{
    private const string Spans = "a span of time: hh:mm:ss as 00:05:00 (five minutes), d.hh:mm:ss as 1.00:00:00 (a day)";

    /// <returns>The fault; null if the value, or each value of a list, is valid.</returns>
    public static string? Fault(IConfigurationSection setting, PropertyInfo property, SettingOrigins origins)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return setting.Value is { } value ? Fault(setting.Path, value, type, property, origins)
            : type.IsGenericType && type.GetGenericArguments() is [var element]
                ? setting.GetChildren().Select(
                    child => child.Value is { } one ? Fault(child.Path, one, element, property, origins) : null)
                    .FirstOrDefault(fault => fault is not null)
                : null;
    }

    private static string? Fault(string path, string value, Type type, PropertyInfo property, SettingOrigins origins)
    {
        var stated = $"\"{path}\" is \"{value}\"{origins.Describe(path)}";
        if (property.GetCustomAttribute<UrlAttribute>() is { } url && value.Length > 0 && !url.IsValid(value))
            return $"{stated}, which is not an http(s) address such as https://example.org/.";
        if (Expected(type) is not { } expected)
            return null;
        var range = RangeOf(type, property);
        if (Read(value, type) is not { } read)
            return $"{stated}, which is not {expected}{(range is null ? "" : $" from {range.Minimum} to {range.Maximum}")}.";
        if (range is null || range.IsValid(read))
            return null;
        var written = type == typeof(TimeSpan) ? $", written as {Spans}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{stated}; it may be {range.Minimum} to {range.Maximum}{written}.");
    }

    /// <summary>Returns the range of a value; without one, a span of time is at least not negative.</summary>
    private static RangeAttribute? RangeOf(Type type, PropertyInfo property) =>
        property.GetCustomAttribute<RangeAttribute>()
            ?? (type == typeof(TimeSpan) ? new RangeAttribute(type, "00:00:00", "3650.00:00:00") : null);

    // A bare 7 would be read as seven days, but its author means minutes or seconds.
    private static object? Read(string value, Type type)
    {
        try
        {
            if (value.Length == 0 || (type == typeof(TimeSpan) && !value.Contains(':', StringComparison.Ordinal)))
                return null;
            var read = TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
            return type.IsEnum && read is not null && !Enum.IsDefined(type, read) ? null : read;
        }
        catch (Exception e) when (
            e is FormatException or ArgumentException or NotSupportedException or OverflowException
            || e.InnerException is FormatException or OverflowException)
        {
            return null;
        }
    }

    private static string? Expected(Type type) =>
        type == typeof(TimeSpan) ? Spans
        : type == typeof(bool) ? "true or false"
        : type == typeof(int) || type == typeof(long) ? "a whole number"
        : type == typeof(double) ? "a number"
        : type.IsEnum ? string.Create(CultureInfo.InvariantCulture, $"one of {string.Join(", ", Enum.GetNames(type))}")
        : null;
}
