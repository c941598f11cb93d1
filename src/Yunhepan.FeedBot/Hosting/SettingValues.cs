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
    public static string? Fault(IConfigurationSection setting, PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return setting.Value is { Length: > 0 } value ? Fault(setting.Path, value, type, property)
            : type.IsGenericType && type.GetGenericArguments() is [var element]
                ? setting.GetChildren().Select(
                    child => child.Value is { Length: > 0 } one ? Fault(child.Path, one, element, property) : null)
                    .FirstOrDefault(fault => fault is not null)
                : null;
    }

    private static string? Fault(string path, string value, Type type, PropertyInfo property)
    {
        if (Expected(type) is not { } expected)
            return null;
        if (Read(value, type) is not { } read)
            return $"\"{path}\" is \"{value}\", which is not {expected}.";
        if (property.GetCustomAttribute<RangeAttribute>() is not { } range || range.IsValid(read))
            return null;
        var written = type == typeof(TimeSpan) ? $", written as {Spans}" : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"\"{path}\" is \"{value}\"; it may be {range.Minimum} to {range.Maximum}{written}.");
    }

    // A bare 7 would be read as seven days, but its author means minutes or seconds.
    private static object? Read(string value, Type type)
    {
        try
        {
            return type == typeof(TimeSpan) && !value.Contains(':', StringComparison.Ordinal)
                ? null : TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
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
